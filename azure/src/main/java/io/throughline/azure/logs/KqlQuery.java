package io.throughline.azure.logs;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of one query: a table and the operators it is piped through.
 *
 * @param text the whole text, lines separated by line feeds
 */
public record KqlQuery(String text) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}");

    public KqlQuery {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns the query that reads a whole table.
     *
     * @throws IllegalArgumentException if it is no plain name
     */
    public static KqlQuery table(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("table must be a plain name, was '" + name + "'");
        }
        return new KqlQuery(name);
    }

    /** Returns the query with one more operator: constant text with {@code {}} for each value, see {@link Kql#format}. */
    public KqlQuery pipe(String operator, Object... values) {
        return new KqlQuery(text + "\n| " + Kql.format(operator, values));
    }

    /** Returns the query joined with another: each pair of rows that agree in the columns. */
    public KqlQuery joinInner(KqlQuery other, String columns) {
        return join("inner", other, columns);
    }

    /** Returns the query joined with another: every row of this one, with each row of the other that agrees, if any. */
    public KqlQuery joinLeft(KqlQuery other, String columns) {
        return join("leftouter", other, columns);
    }

    private KqlQuery join(String kind, KqlQuery other, String columns) {
        return new KqlQuery(text + "\n| join kind=" + kind + " (\n    " + other.text.replace("\n", "\n    ")
                + "\n    ) on " + columns);
    }

    /** Returns the rows of several queries; tables that the workspace does not have count as empty. */
    static KqlQuery union(List<KqlQuery> queries) {
        return new KqlQuery(queries.stream()
                .map(query -> "(\n    " + query.text.replace("\n", "\n    ") + "\n    )")
                .collect(Collectors.joining(", ", "union isfuzzy=true ", "")));
    }

    @Override
    public String toString() {
        return text;
    }
}
