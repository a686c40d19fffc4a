package io.throughline.examples.tenant.azure.kql;

/** A query that cannot be run; says why and where. */
public final class KustoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a query. */
    public enum Kind {
        /** It cannot be read. */
        SYNTAX,
        /** It can be read, but names or types do not fit. */
        SEMANTIC,
        /** It can be read, but a table that it names is not there. */
        NO_TABLE
    }

    private final Kind kind;
    private final int line;
    private final int column;
    private final String token;

    private KustoException(Kind kind, String message, Token at) {
        super(message);
        this.kind = kind;
        this.line = at.line();
        this.column = at.column();
        this.token = at.text();
    }

    static KustoException syntax(Token at) {
        return new KustoException(
                Kind.SYNTAX,
                "Query could not be parsed at '" + at.text() + "' on line [" + at.line() + "," + at.column() + "]",
                at);
    }

    static KustoException syntax(Token at, String why) {
        return new KustoException(
                Kind.SYNTAX,
                "Query could not be parsed at '" + at.text() + "' on line [" + at.line() + "," + at.column() + "]: "
                        + why,
                at);
    }

    static KustoException semantic(Token at, String why) {
        return new KustoException(Kind.SEMANTIC, why, at);
    }

    static KustoException noTable(Token at, String name) {
        return new KustoException(
                Kind.NO_TABLE,
                "'where' operator: Failed to resolve table or column expression named '" + name + "'",
                at);
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }

    /** Returns the place in the line, from 0. */
    public int column() {
        return column;
    }

    /** Returns the text at the place. */
    public String token() {
        return token;
    }
}
