package io.throughline.examples.tenant.azure.kql;

/**
 * A word of a query.
 *
 * @param kind what it is
 * @param text as written; of a string its value, of a typed literal such as {@code datetime(…)} what is between the
 *     brackets
 * @param type of a typed literal its type's name, else empty
 * @param line from 1
 * @param column from 0
 */
record Token(Kind kind, String text, String type, int line, int column) {

    enum Kind {
        NAME,
        STRING,
        WHOLE,
        REAL,
        TIMESPAN,
        /** {@code datetime(…)} and its like, with the brackets' content untouched. */
        TYPED,
        SYMBOL,
        END
    }

    boolean is(String symbolOrName) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
    }
}
