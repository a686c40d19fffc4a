package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.azure.kql.Relation;
import io.throughline.examples.tenant.azure.kql.Timespans;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the cells of an answer as Azure writes them. */
final class ResultWriter {

    private final List<Column> columns;
    private final boolean dynamicAsText;

    /**
     * Creates a writer.
     *
     * @param dynamicAsText whether a dynamic value is a text that holds JSON, as Log Analytics has it, or JSON itself, as
     *     Resource Graph has it
     */
    ResultWriter(List<Column> columns, boolean dynamicAsText) {
        this.columns = columns;
        this.dynamicAsText = dynamicAsText;
    }

    /** Returns a SELECT of the relation's columns in forms that JDBC reads without loss. */
    static String sql(Relation relation) {
        String list = relation.columns().stream()
                .map(column -> switch (column.type()) {
                    case DATETIME -> "epoch_us(" + column.sql() + ")";
                    case DYNAMIC -> "CAST(" + column.sql() + " AS VARCHAR)";
                    case BOOL, GUID, INT, LONG, REAL, STRING, TIMESPAN -> column.sql();
                })
                .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM (" + relation.sql() + ")";
    }

    void row(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        for (int i = 0; i < columns.size(); i++) {
            cell(row, i, json);
        }
    }

    void cell(ResultSet row, int index, JsonGenerator json) throws SQLException, IOException {
        KustoType type = columns.get(index).type();
        int at = index + 1;
        switch (type) {
            case BOOL -> {
                boolean value = row.getBoolean(at);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(value);
                }
            }
            case INT, LONG, DATETIME, TIMESPAN -> {
                long value = row.getLong(at);
                if (row.wasNull()) {
                    json.writeNull();
                } else if (type == KustoType.DATETIME) {
                    json.writeString(
                            Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString());
                } else if (type == KustoType.TIMESPAN) {
                    json.writeString(Timespans.format(value));
                } else {
                    json.writeNumber(value);
                }
            }
            case REAL -> {
                double value = row.getDouble(at);
                if (row.wasNull()) {
                    json.writeNull();
                } else if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeString(Double.toString(value));
                }
            }
            case DYNAMIC -> {
                String value = row.getString(at);
                if (value == null) {
                    json.writeNull();
                } else if (dynamicAsText) {
                    json.writeString(value);
                } else {
                    json.writeRawValue(value);
                }
            }
            case STRING, GUID -> {
                String value = row.getString(at);
                json.writeString(value == null ? "" : value);
            }
        }
    }
}
