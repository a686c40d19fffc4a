package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.ThroughlineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL_TYPES = """
        {"tables":[{"name":"PrimaryResult","columns":[
          {"name":"TimeGenerated","type":"datetime"},{"name":"app_role_name","type":"string"},{"name":"Items","type":"long"},
          {"name":"Small","type":"int"},{"name":"DurationMs","type":"real"},{"name":"Success","type":"bool"},
          {"name":"Price","type":"decimal"},{"name":"Id","type":"guid"},{"name":"Took","type":"timespan"},
          {"name":"Props","type":"dynamic"},{"name":"Tags","type":"dynamic"},{"name":"Level","type":"string"}],
         "rows":[
          ["2026-11-22T10:00:00.1234567Z","checkout",9007199254740993,-3,183.4,true,"79228162514264337593543950335.5",
           "74be27de-1e4e-49d9-b579-fe0b331d3642","1.02:03:04.1234567","{\\"region\\":\\"we\\",\\"cells\\":[1,2],\\"more\\":{}}","[\\"a\\",\\"b\\"]","warning"],
          [null,null,null,null,null,null,null,null,null,null,null,null],
          ["0001-01-01T00:00:00Z","",-9223372036854775808,2147483647,"NaN",false,"-0.10",
           "00000000-0000-0000-0000-000000000000","-00:00:00.0000001","5","[]","ERROR"],
          ["9999-12-31T23:59:59.9999999Z","x",0,0,"-Infinity",false,"1","74be27de-1e4e-49d9-b579-fe0b331d3642","00:00:10","plain words","[]","error"]]}]}\
        """;

    private enum Level {
        WARNING,
        ERROR
    }

    private record Region(String region, List<Integer> cells) {}

    private record Everything(
            @Nullable Instant timeGenerated,
            Optional<String> appRoleName,
            @Nullable Long items,
            OptionalInt small,
            OptionalDouble durationMs,
            @Nullable Boolean success,
            Optional<BigDecimal> price,
            @Nullable UUID id,
            Optional<Duration> took,
            @Nullable JsonNode props,
            Optional<List<String>> tags,
            @Nullable Level level) {}

    @Test
    void mapsCellsOfEveryTypeOntoRecords() throws IOException {
        List<Everything> rows = decode(ALL_TYPES).as(Everything.class);

        assertThat(rows).hasSize(4);
        Everything first = rows.get(0);
        assertThat(first.timeGenerated()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123456700Z"));
        assertThat(first.appRoleName()).contains("checkout");
        assertThat(first.items()).isEqualTo(9007199254740993L);
        assertThat(first.small()).hasValue(-3);
        assertThat(first.durationMs()).hasValue(183.4);
        assertThat(first.success()).isTrue();
        assertThat(first.price()).contains(new BigDecimal("79228162514264337593543950335.5"));
        assertThat(first.id()).isEqualTo(UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"));
        assertThat(first.took())
                .contains(Duration.ofHours(26).plusMinutes(3).plusSeconds(4).plusNanos(123456700));
        assertThat(first.props()).isEqualTo(JSON.readTree("{\"region\":\"we\",\"cells\":[1,2],\"more\":{}}"));
        assertThat(first.tags()).contains(List.of("a", "b"));
        assertThat(first.level()).isEqualTo(Level.WARNING);
        assertThat(rows.get(1))
                .isEqualTo(new Everything(
                        null,
                        Optional.empty(),
                        null,
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        null,
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        null));
        assertThat(rows.get(2).timeGenerated()).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(rows.get(2).items()).isEqualTo(Long.MIN_VALUE);
        assertThat(rows.get(2).durationMs().orElseThrow()).isNaN();
        assertThat(rows.get(2).took()).contains(Duration.ofNanos(-100));
        assertThat(rows.get(2).level()).isEqualTo(Level.ERROR);
        assertThat(rows.get(3).timeGenerated()).isEqualTo(Instant.parse("9999-12-31T23:59:59.999999900Z"));
        assertThat(rows.get(3).durationMs()).hasValue(Double.NEGATIVE_INFINITY);
        assertThat(rows.get(3).props()).isEqualTo(JSON.getNodeFactory().textNode("plain words"));
    }

    @Test
    void readsADynamicAsARecordOfItsOwn() throws IOException {
        record WithRegion(Region props) {}

        assertThat(decode(ALL_TYPES).table().first(1).as(WithRegion.class))
                .containsExactly(new WithRegion(new Region("we", List.of(1, 2))));
    }

    @Test
    void namesColumnRowAndTypeOfACellThatDoesNotFit() throws IOException {
        record Numbers(long appRoleName) {}
        record Primitive(long items) {}
        record Narrow(int items) {}
        LogsTable table = decode(ALL_TYPES).table();

        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> table.as(Numbers.class))
                .withMessage(
                        "azure: column app_role_name of a log query must hold a whole number, held 'checkout' in row 0");
        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> table.as(Primitive.class))
                .withMessageContaining("column Items")
                .withMessageContaining("Primitive.items is of type long, held nothing in row 1");
        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> table.as(Narrow.class))
                .withMessageContaining("32 bits");
    }

    @Test
    void refusesRecordsThatDoNotFitTheColumnsBeforeAnyRow() throws IOException {
        record Unknown(String nothing) {}
        record Odd(Thread items) {}
        record Twice(String roleName) {}
        LogsTable table = decode(ALL_TYPES).table();
        LogsTable twice = decode(
                        "{\"tables\":[{\"name\":\"t\",\"columns\":[{\"name\":\"RoleName\",\"type\":\"string\"},"
                                + "{\"name\":\"role_name\",\"type\":\"string\"}],\"rows\":[]}]}")
                .table();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.as(Unknown.class))
                .withMessageContaining("Unknown.nothing has no column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.as(Odd.class))
                .withMessageContaining("no cell can be read as");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> twice.as(Twice.class))
                .withMessageContaining("could be any of [RoleName, role_name]");
        assertThatIllegalArgumentException().isThrownBy(() -> table.as(String.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:00:00.1Z",
                "2026-11-22T10:00:00.0000001Z",
                "2026-11-22T10:00:00.1200000Z",
                "2026-11-22T10:00:00.12345678Z",
                "2026-11-22T10:00Z",
                "2026-11-22T10:00:00+02:00",
                "1582-10-15T00:00:00Z",
                "1969-12-31T23:59:59.9999999Z",
                "2024-02-29T00:00:00.5Z"
            })
    void keepsTheTextOfATimeAsItCame(String text) throws IOException {
        LogsTable table = column("datetime", "\"" + text + "\"");

        assertThat(table.row(0).text("x")).contains(text);
        assertThat(table.row(0).instant("x")).contains(io.throughline.core.http.Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01T00:00:00Z", "2026-11-22T25:00:00Z", "2026-11-22 10:00:00Z", "soon", ""})
    void refusesTimesThatAreNone(String text) throws IOException {
        LogsTable.Row row = column("datetime", "\"" + text + "\"").row(0);

        assertThat(row.text("x")).contains(text);
        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> row.instant("x"))
                .withMessageContaining("must hold a time");
    }

    /** A column may change its form at any row; whatever comes, nothing is lost. */
    @Test
    void readsBackWhatWasWrittenWhateverStandsInTheColumns() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] types = {"long", "int", "real", "bool", "datetime", "string", "dynamic", "decimal", "odd"};
        ObjectNode root = JSON.createObjectNode();
        ObjectNode table = root.putArray("tables").addObject().put("name", "PrimaryResult");
        ArrayNode columns = table.putArray("columns");
        int width = 1 + random.nextInt(8);
        for (int i = 0; i < width; i++) {
            columns.addObject().put("name", "c" + i).put("type", types[random.nextInt(types.length)]);
        }
        ArrayNode rows = table.putArray("rows");
        int height = 4500;
        for (int r = 0; r < height; r++) {
            ArrayNode row = rows.addArray();
            for (int i = 0; i < width; i++) {
                cell(row, columns.get(i).path("type").asText(), random);
            }
        }
        byte[] body = root.toString().getBytes(StandardCharsets.UTF_8);

        LogsTable read = LogsBody.decode(body).table();
        List<Integer> handedOn = new ArrayList<>();
        LogsResult rest = LogsResult.read(new ByteArrayInputStream(body), row -> {
            assertThat(row.number()).isEqualTo(handedOn.size());
            handedOn.add(row.number());
            same(rows, row, seed);
        });

        assertThat(read.size()).isEqualTo(height);
        for (int r = 0; r < height; r++) {
            same(rows, read.row(r), seed);
        }
        assertThat(handedOn).hasSize(height);
        assertThat(rest.table().size()).isZero();
        assertThat(rest.table().columns()).isEqualTo(read.columns());
    }

    private static void same(ArrayNode rows, LogsTable.Row row, long seed) {
        JsonNode expected = rows.get(row.number());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode cell = expected.get(i);
            String text = row.text("c" + i).orElse(null);
            boolean same;
            if (cell.isNull() || text == null) {
                same = cell.isNull() && text == null;
            } else if (cell.isNumber()) {
                same = new BigDecimal(text).compareTo(cell.decimalValue()) == 0
                        && row.real("c" + i).orElseThrow() == cell.asDouble();
            } else {
                same = text.equals(cell.isTextual() ? cell.asText() : cell.toString());
            }
            if (!same) {
                throw new AssertionError("seed " + seed + ", row " + row.number() + ": " + text + " of " + cell);
            }
        }
    }

    private static void cell(ArrayNode row, String type, Random random) {
        switch (random.nextInt(40)) {
            case 0 -> row.addNull();
            case 1 -> row.add("text-" + random.nextInt(5));
            case 2 -> row.add(random.nextBoolean());
            case 3 -> row.addObject().put("a", random.nextInt(3));
            default -> {
                switch (type) {
                    case "long", "int" -> row.add(random.nextInt(1000) - 500L);
                    case "real" -> row.add(random.nextInt(100) / 8.0);
                    case "bool" -> row.add(random.nextBoolean());
                    case "datetime" ->
                        row.add(Instant.ofEpochSecond(random.nextInt()).toString());
                    case "decimal" -> row.add(random.nextInt(100) + ".50");
                    case "odd" -> row.add(new BigInteger(random.nextInt(80), random));
                    default ->
                        row.add(
                                random.nextInt(10) == 0
                                        ? "x".repeat(300) + random.nextInt()
                                        : "s" + random.nextInt(70_000));
                }
            }
        }
    }

    @Test
    void sharesTextsThatRepeat() throws IOException {
        LogsTable table = column("string", "\"role\"", "\"other\"", "\"role\"");

        assertThat(table.row(0).text("x").orElseThrow())
                .isSameAs(table.row(2).text("x").orElseThrow());
        assertThat(table.row(1).text("x")).contains("other");
    }

    @Test
    void givesOptionalPrimitivesOnlyForWhatIsThere() throws IOException {
        LogsTable table = column("long", "5", "null", "\"12\"", "\"x\"");

        assertThat(table.row(0).whole("x")).isEqualTo(OptionalLong.of(5));
        assertThat(table.row(1).whole("x")).isEmpty();
        assertThat(table.row(2).whole("x")).hasValue(12);
        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> table.row(3).whole("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> table.row(0).text("y"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> table.first(2).row(2));
        assertThat(Map.of("size", table.first(2).size())).containsEntry("size", 2);
    }

    private static LogsTable column(String type, String... cells) throws IOException {
        List<String> rows =
                List.of(cells).stream().map(cell -> "[" + cell + "]").toList();
        return decode("{\"tables\":[{\"name\":\"t\",\"columns\":[{\"name\":\"x\",\"type\":\"" + type + "\"}],\"rows\":["
                        + String.join(",", rows) + "]}]}")
                .table();
    }

    private static LogsResult decode(String body) throws IOException {
        return LogsBody.decode(body.getBytes(StandardCharsets.UTF_8));
    }
}
