package io.throughline.examples.tenant.azure.kql;

/**
 * A column of a result.
 *
 * @param name as the query calls it; case matters
 * @param type its type
 * @param sql the quoted name in SQL, where case does not matter and which may therefore differ
 */
public record Column(String name, KustoType type, String sql) {

    /** Returns a column called the same in SQL. */
    public static Column of(String name, KustoType type) {
        return new Column(name, type, Sql.name(name));
    }
}
