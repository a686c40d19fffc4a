package io.throughline.examples.tenant.azure.kql;

import java.util.Locale;
import java.util.Optional;

/** A scalar type of Kusto, and the type of DuckDB that stands for it. */
public enum KustoType {
    BOOL("BOOLEAN"),
    /** UTC, microseconds. */
    DATETIME("TIMESTAMP"),
    DYNAMIC("JSON"),
    GUID("VARCHAR"),
    INT("INTEGER"),
    LONG("BIGINT"),
    REAL("DOUBLE"),
    /** Never null: an absent text is empty, as in Kusto. */
    STRING("VARCHAR"),
    /** A whole number of microseconds. */
    TIMESPAN("BIGINT");

    private final String sql;

    KustoType(String sql) {
        this.sql = sql;
    }

    /** Returns the name on the wire and in queries. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the type in SQL. */
    public String sql() {
        return sql;
    }

    boolean isNumber() {
        return this == INT || this == LONG || this == REAL;
    }

    boolean isWhole() {
        return this == INT || this == LONG;
    }

    /** Returns the type of a name in a schema, with Kusto's synonyms. */
    static Optional<KustoType> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "bool", "boolean" -> BOOL;
                    case "datetime", "date" -> DATETIME;
                    case "dynamic" -> DYNAMIC;
                    case "guid", "uuid" -> GUID;
                    case "int" -> INT;
                    case "long" -> LONG;
                    case "real", "double", "decimal" -> REAL;
                    case "string" -> STRING;
                    case "timespan", "time" -> TIMESPAN;
                    default -> null;
                });
    }
}
