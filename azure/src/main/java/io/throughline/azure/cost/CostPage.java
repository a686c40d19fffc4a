package io.throughline.azure.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.azure.cost.CostColumns.Column;
import io.throughline.core.http.UnreadableItem;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer, decoded while it arrives: no more of it is held than its rows.
 *
 * @param rows the rows in the service's order
 * @param next address of the next page, or null
 */
record CostPage(List<CostRow> rows, @Nullable String next) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LARGEST_SCALE = 400;

    CostPage {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a page.
     *
     * @param taker takes rows that cannot be read, or null if such a row fails all
     * @param amount name of the column that was asked to be added up first
     * @throws com.fasterxml.jackson.core.JacksonException if it is no answer to a query, with the place
     */
    static CostPage read(InputStream body, String amount, String operation, @Nullable Consumer<UnreadableItem> taker)
            throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            Reader reader = new Reader(parser, amount, operation, taker);
            reader.expect(parser.nextToken(), JsonToken.START_OBJECT, "a JSON object");
            reader.object(true);
            return reader.page();
        }
    }

    private static final class Reader {

        private final JsonParser parser;
        private final String amount;
        private final String operation;
        private final @Nullable Consumer<UnreadableItem> taker;
        /** Texts repeat from row to row: ids, categories, currencies. */
        private final Map<String, String> texts = new HashMap<>();

        private final List<@Nullable Object[]> cells = new ArrayList<>();
        private @Nullable List<Column> columns;
        private boolean rowsSeen;
        private @Nullable String next;

        Reader(JsonParser parser, String amount, String operation, @Nullable Consumer<UnreadableItem> taker) {
            this.parser = parser;
            this.operation = operation;
            this.taker = taker;
            this.amount = amount;
        }

        /** Reads the members of the answer, or of its properties. */
        void object(boolean outer) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (outer && name.equals("properties") && value == JsonToken.START_OBJECT) {
                    object(false);
                } else if (outer) {
                    parser.skipChildren();
                } else if (name.equals("nextLink")) {
                    next = value == JsonToken.VALUE_STRING && !parser.getText().isBlank() ? parser.getText() : null;
                } else if (name.equals("columns") && value == JsonToken.START_ARRAY) {
                    columns();
                } else if (name.equals("rows") && value == JsonToken.START_ARRAY) {
                    rows();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void columns() throws IOException {
            List<Column> found = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.START_OBJECT, "a column");
                String name = "";
                String type = "";
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String member = parser.currentName();
                    parser.nextToken();
                    if (member.equals("name")) {
                        name = parser.getValueAsString("");
                    } else if (member.equals("type")) {
                        type = parser.getValueAsString("");
                    }
                    parser.skipChildren();
                }
                found.add(new Column(name, type));
            }
            columns = found;
        }

        private void rows() throws IOException {
            rowsSeen = true;
            int width = columns == null ? 8 : columns.size();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.START_ARRAY, "/properties/rows/" + cells.size() + " as a list");
                List<@Nullable Object> row = new ArrayList<>(width);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    row.add(cell());
                }
                cells.add(row.toArray());
            }
        }

        private @Nullable Object cell() throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_STRING -> texts.computeIfAbsent(parser.getText(), text -> text);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                default -> throw new JsonParseException(parser, "expected a value in /properties/rows/" + cells.size());
            };
        }

        /** A few characters can stand for a number that would fill the memory once written out. */
        private BigDecimal number() throws IOException {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
                throw new JsonParseException(parser, "expected a finite amount in /properties/rows/" + cells.size());
            }
            return number;
        }

        /** A value may be anything; what it looks like is enough. */
        private static String shapeOf(String problem) {
            int quote = problem.indexOf('\'');
            return quote < 0
                    ? problem
                    : problem.substring(0, quote)
                            + problem.substring(quote).replaceAll("\\p{L}", "a").replaceAll("\\p{Nd}", "9");
        }

        CostPage page() throws IOException {
            List<Column> described = columns;
            if (described == null || !rowsSeen) {
                throw new JsonParseException(parser, "expected /properties with columns and rows");
            }
            CostColumns known = new CostColumns(described, amount);
            if (known.amount().isEmpty() && !cells.isEmpty()) {
                throw new JsonParseException(parser, "expected a column " + amount + " or another of type Number");
            }
            List<CostRow> rows = new ArrayList<>(cells.size());
            int index = 0;
            for (@Nullable Object[] row : cells) {
                String place = "/properties/rows/" + index++;
                if (row.length != known.count()) {
                    throw new JsonParseException(
                            parser, "expected " + known.count() + " cells in " + place + ", found " + row.length);
                }
                CostRow next = new CostRow(known, row);
                String problem = next.problem();
                if (problem != null && taker != null) {
                    taker.accept(new UnreadableItem(
                            operation,
                            place,
                            next.text("ResourceId").orElse("a row") + " "
                                    + Integer.toHexString(next.toString().hashCode()),
                            null,
                            "expected " + shapeOf(problem),
                            "a row of " + row.length + " cells"));
                    continue;
                }
                if (problem != null) {
                    throw new JsonParseException(parser, "expected " + problem + " in " + place);
                }
                rows.add(next);
            }
            return new CostPage(rows, next);
        }

        void expect(@Nullable JsonToken found, JsonToken wanted, String words) throws IOException {
            if (found != wanted) {
                throw new JsonParseException(parser, "expected " + words);
            }
        }
    }
}
