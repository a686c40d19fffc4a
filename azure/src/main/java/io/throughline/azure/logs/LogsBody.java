package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.internal.AzureError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes an answer's body in one pass, row by row, without a tree. */
final class LogsBody {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory JSON = MAPPER.getFactory();
    /** Cells repeat names of roles and operations a thousand times; longer texts seldom repeat. */
    private static final int LONGEST_SHARED = 256;

    private final Map<String, String> shared = new HashMap<>();
    private final List<LogsTable> tables = new ArrayList<>();
    private @Nullable AzureError error;

    private LogsBody() {}

    /** Decodes a body; an empty one is the answer of a workspace without data. */
    static LogsResult decode(byte[] body) throws IOException {
        LogsBody decoder = new LogsBody();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != null) {
                decoder.root(parser);
            }
        }
        return LogsResult.of(decoder.tables, decoder.error);
    }

    private void root(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("tables") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    tables.add(table(parser));
                }
            } else if (member.equals("error") && value == JsonToken.START_OBJECT) {
                JsonNode tree = MAPPER.readTree(parser);
                error = AzureError.of(tree).orElse(null);
            } else {
                parser.skipChildren();
            }
        }
    }

    private LogsTable table(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "a table");
        String name = "";
        List<LogsColumn> columns = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("name")) {
                name = parser.getValueAsString("");
            } else if (member.equals("columns") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    columns.add(column(parser));
                }
            } else if (member.equals("rows") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    rows.add(row(parser, columns.size()));
                }
            } else {
                parser.skipChildren();
            }
        }
        return new LogsTable(name, columns, rows);
    }

    private static LogsColumn column(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "a column");
        String name = "";
        String type = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            if (member.equals("name")) {
                name = parser.getValueAsString("");
            } else if (member.equals("type")) {
                type = parser.getValueAsString("");
            } else {
                parser.skipChildren();
            }
        }
        return new LogsColumn(name, type);
    }

    private @Nullable Object[] row(JsonParser parser, int width) throws IOException {
        expect(parser, JsonToken.START_ARRAY, "a row");
        @Nullable Object[] cells = new @Nullable Object[width];
        int i = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (i == width) {
                throw new IOException("a row has more cells than the table has columns (" + width + ")");
            }
            cells[i++] = cell(parser);
        }
        if (i != width) {
            throw new IOException("a row has " + i + " cells, the table " + width + " columns");
        }
        return cells;
    }

    private @Nullable Object cell(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> share(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> parser.getLongValue();
                    default -> parser.getDecimalValue();
                };
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_OBJECT, START_ARRAY -> MAPPER.readTree(parser).toString();
            default -> throw new IOException("unexpected " + parser.currentToken() + " in a row");
        };
    }

    private String share(String text) {
        if (text.length() > LONGEST_SHARED) {
            return text;
        }
        String known = shared.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private static void expect(JsonParser parser, JsonToken token, String what) throws IOException {
        if (parser.currentToken() != token) {
            throw new IOException(what + " was expected, found " + parser.currentToken() + " at line "
                    + parser.currentTokenLocation().getLineNr());
        }
    }
}
