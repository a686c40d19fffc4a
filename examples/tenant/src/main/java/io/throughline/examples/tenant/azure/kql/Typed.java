package io.throughline.examples.tenant.azure.kql;

import java.util.function.UnaryOperator;

/**
 * A scalar in SQL.
 *
 * @param sql the expression, safe to be put into another one
 * @param type its Kusto type
 */
record Typed(String sql, KustoType type) {

    static Typed of(String sql, KustoType type) {
        return new Typed(sql, type);
    }

    Typed map(UnaryOperator<String> change) {
        return new Typed(change.apply(sql), type);
    }

    /** As text: a dynamic text without its quotes, an absent one empty. */
    String asText() {
        return switch (type) {
            case STRING, GUID -> sql;
            case DYNAMIC -> "coalesce(json_extract_string(" + sql + ", '$'), '')";
            case BOOL -> "coalesce(CASE " + sql + " WHEN TRUE THEN 'True' WHEN FALSE THEN 'False' END, '')";
            case DATETIME -> "coalesce(strftime(" + sql + ", '%Y-%m-%dT%H:%M:%S.%f') || '0Z', '')";
            case INT, LONG, REAL, TIMESPAN -> "coalesce(CAST(" + sql + " AS VARCHAR), '')";
        };
    }

    String asReal() {
        return switch (type) {
            case REAL -> sql;
            case STRING, GUID -> "TRY_CAST(" + sql + " AS DOUBLE)";
            case DYNAMIC -> "TRY_CAST(json_extract_string(" + sql + ", '$') AS DOUBLE)";
            case BOOL, INT, LONG -> "CAST(" + sql + " AS DOUBLE)";
            case DATETIME -> "CAST(epoch_us(" + sql + ") AS DOUBLE) * 10";
            case TIMESPAN -> "CAST(" + sql + " AS DOUBLE) * 10";
        };
    }

    String asLong() {
        return switch (type) {
            case LONG -> sql;
            case INT, BOOL -> "CAST(" + sql + " AS BIGINT)";
            case REAL -> "TRY_CAST(trunc(" + sql + ") AS BIGINT)";
            case STRING, GUID -> "TRY_CAST(" + sql + " AS BIGINT)";
            case DYNAMIC -> "TRY_CAST(trunc(TRY_CAST(json_extract_string(" + sql + ", '$') AS DOUBLE)) AS BIGINT)";
            case DATETIME -> "(epoch_us(" + sql + ") * 10)";
            case TIMESPAN -> "(" + sql + " * 10)";
        };
    }

    String asDatetime() {
        return switch (type) {
            case DATETIME -> sql;
            case STRING, GUID, DYNAMIC -> "TRY_CAST(replace(" + asText() + ", 'Z', '') AS TIMESTAMP)";
            case BOOL, INT, LONG, REAL, TIMESPAN -> "make_timestamp(CAST(" + sql + " AS BIGINT) // 10)";
        };
    }

    String asBool() {
        return switch (type) {
            case BOOL -> sql;
            case INT, LONG, REAL -> "(" + sql + " <> 0)";
            case STRING, GUID, DYNAMIC -> "TRY_CAST(" + asText() + " AS BOOLEAN)";
            case DATETIME, TIMESPAN -> "(" + sql + " IS NOT NULL)";
        };
    }

    String asDynamic() {
        return type == KustoType.DYNAMIC ? sql : "to_json(" + (type == KustoType.DATETIME ? asText() : sql) + ")";
    }
}
