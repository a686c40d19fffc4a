package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.azure.internal.AzureError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes an answer's body in one pass as it arrives, column by column, without a tree. */
final class LogsBody {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build())
            .build();
    private static final JsonFactory JSON = MAPPER.getFactory();
    /** Rows that are held at once when they are handed on while they arrive: a whole block, so that none is wasted. */
    private static final int PAGE = Cells.BLOCK;

    private final @Nullable RowConsumer consumer;
    private final List<LogsTable> tables = new ArrayList<>();
    private @Nullable AzureError error;
    private @Nullable String statistics;
    private @Nullable String visualization;
    private @Nullable String permissions;

    private LogsBody(@Nullable RowConsumer consumer) {
        this.consumer = consumer;
    }

    /** Decodes a body; an empty one is the answer of a workspace without data. */
    static LogsResult decode(byte[] body) throws IOException {
        return decode(new ByteArrayInputStream(body), null);
    }

    /**
     * Decodes a body; an empty one is the answer of a workspace without data.
     *
     * @param consumer takes the rows, which then are in none of the result's tables; or null to keep them there
     */
    static LogsResult decode(InputStream body, @Nullable RowConsumer consumer) throws IOException {
        LogsBody decoder = new LogsBody(consumer);
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != null) {
                decoder.root(parser);
            }
        }
        return decoder.result();
    }

    /** Decodes a result within a larger document; the parser stands at its beginning. */
    static LogsResult decode(JsonParser parser) throws IOException {
        LogsBody decoder = new LogsBody(null);
        decoder.root(parser);
        return decoder.result();
    }

    /** Returns a parser of a document that has results within it. */
    static JsonParser parser(InputStream body) throws IOException {
        return JSON.createParser(body);
    }

    private LogsResult result() {
        return new LogsResult(tables, error, false, statistics, visualization, permissions);
    }

    private void root(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "tables" -> {
                    if (value == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            tables.add(table(parser));
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
                case "error" -> {
                    JsonNode tree = MAPPER.readTree(parser);
                    error = AzureError.of(tree).orElse(null);
                }
                case "statistics" -> statistics = raw(parser);
                case "render" -> visualization = raw(parser);
                case "permissions" -> permissions = raw(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static @Nullable String raw(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                ? null
                : MAPPER.readTree(parser).toString();
    }

    private LogsTable table(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "a table");
        String name = "";
        List<LogsColumn> columns = new ArrayList<>();
        LogsTable table = null;
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
                table = rows(parser, name, columns);
            } else {
                parser.skipChildren();
            }
        }
        return table != null ? table : new TableBuilder(columns).take(name, 0);
    }

    private LogsTable rows(JsonParser parser, String name, List<LogsColumn> columns) throws IOException {
        TableBuilder builder = new TableBuilder(columns);
        int handedOn = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.START_ARRAY, "a row");
            builder.row(parser);
            if (consumer != null && builder.rows() == PAGE) {
                handedOn += handOn(consumer, builder.take(name, handedOn));
            }
        }
        if (consumer != null) {
            handOn(consumer, builder.take(name, handedOn));
        }
        return builder.take(name, 0);
    }

    private static int handOn(RowConsumer consumer, LogsTable page) {
        for (int i = 0; i < page.size(); i++) {
            consumer.row(page.row(i));
        }
        return page.size();
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

    private static void expect(JsonParser parser, JsonToken token, String what) throws IOException {
        if (parser.currentToken() != token) {
            throw new MalformedTableException(what + " was expected, found " + parser.currentToken() + " at line "
                    + parser.currentTokenLocation().getLineNr());
        }
    }
}
