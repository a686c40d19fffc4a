package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** Writes tables out for other programs. */
public final class TableExport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "\r\n";
    /** A spreadsheet takes a cell that begins so for a formula. */
    private static final String FORMULA = "=+-@\t\r";
    /** Types whose cells no one who writes logs can choose the first character of. */
    private static final Set<String> SAFE_TYPES =
            Set.of("long", "int", "real", "decimal", "bool", "datetime", "timespan", "guid");

    private TableExport() {}

    /**
     * Writes a table as CSV (RFC 4180): a line of names, then a line for each row, ended by CRLF; null is an empty field.
     * A text that a spreadsheet would take for a formula gets an apostrophe before it.
     */
    public static void csv(LogsTable table, Appendable to) throws IOException {
        for (int i = 0; i < table.columns().size(); i++) {
            field(to, i, harmless(table.columns().get(i).name()));
        }
        to.append(END);
        for (int row = 0; row < table.size(); row++) {
            for (int i = 0; i < table.columns().size(); i++) {
                LogsColumn column = table.columns().get(i);
                String text = table.row(row).text(column.name()).orElse("");
                field(to, i, isNumberLike(column, text) ? text : harmless(text));
            }
            to.append(END);
        }
    }

    /**
     * Writes each row as one JSON object on a line of its own, ended by LF: whole numbers, numbers and truth values as
     * such, {@code dynamic} as what it holds, decimals and the rest as text, null as null. {@code NaN} and the infinities
     * have no number in JSON and are written as text.
     */
    public static void jsonLines(LogsTable table, Appendable to) throws IOException {
        for (int i = 0; i < table.size(); i++) {
            LogsTable.Row row = table.row(i);
            ObjectNode object = JSON.createObjectNode();
            for (LogsColumn column : table.columns()) {
                object.set(column.name(), value(row, column));
            }
            to.append(line(object)).append('\n');
        }
    }

    private static JsonNode value(LogsTable.Row row, LogsColumn column) {
        String name = column.name();
        String text = row.text(name).orElse(null);
        if (text == null) {
            return JSON.getNodeFactory().nullNode();
        }
        return switch (column.type()) {
            case "long", "int" ->
                JSON.getNodeFactory().numberNode(row.whole(name).orElseThrow());
            case "real" -> {
                double value = row.real(name).orElseThrow();
                yield Double.isFinite(value)
                        ? JSON.getNodeFactory().numberNode(value)
                        : JSON.getNodeFactory().textNode(text);
            }
            case "bool" -> JSON.getNodeFactory().booleanNode(row.truth(name).orElseThrow());
            case "dynamic" -> row.json(name).orElseThrow();
            default -> JSON.getNodeFactory().textNode(text);
        };
    }

    private static String line(ObjectNode object) throws JsonProcessingException {
        return JSON.writeValueAsString(object);
    }

    private static boolean isNumberLike(LogsColumn column, String text) {
        return SAFE_TYPES.contains(column.type()) && !text.isEmpty() && text.charAt(0) != '=' && text.charAt(0) != '@';
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void field(Appendable to, int position, String text) throws IOException {
        if (position > 0) {
            to.append(',');
        }
        boolean quoted = text.indexOf(',') >= 0
                || text.indexOf('"') >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0
                || !text.equals(text.strip());
        if (quoted) {
            to.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            to.append(text);
        }
    }
}
