package io.throughline.core.store;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.alert;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.histograms;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of earlier versions, and versions that this test makes up. */
class MigrationTest {

    private static final TimeWindow DAY =
            new TimeWindow(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));

    /** The tables as version 1 made them. */
    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE throughline_schema (version INTEGER)",
            "CREATE TABLE stream_state (stream VARCHAR, watermark VARCHAR, cursor VARCHAR, updated_at VARCHAR,"
                    + " completeness VARCHAR, known_us BIGINT)",
            "CREATE TABLE series (id INTEGER, stream VARCHAR, entity VARCHAR, metric VARCHAR, unit VARCHAR,"
                    + " kind VARCHAR, attributes VARCHAR, step VARCHAR)",
            "CREATE TABLE view (key VARCHAR, version INTEGER, inputs VARCHAR, as_of VARCHAR, json VARCHAR)",
            "CREATE TABLE number_point (series INTEGER, time BIGINT, value DOUBLE, known_from_us BIGINT)",
            "CREATE TABLE number_point_history (series INTEGER, time BIGINT, value DOUBLE, known_from_us BIGINT,"
                    + " known_to_us BIGINT)",
            "CREATE TABLE histogram_point (series INTEGER, time BIGINT, histogram BLOB, known_from_us BIGINT)",
            "CREATE TABLE histogram_point_history (series INTEGER, time BIGINT, histogram BLOB, known_from_us BIGINT,"
                    + " known_to_us BIGINT)",
            "CREATE TABLE entity (stream VARCHAR, id VARCHAR, json VARCHAR, known_from_us BIGINT)",
            "CREATE TABLE entity_history (stream VARCHAR, id VARCHAR, json VARCHAR, known_from_us BIGINT,"
                    + " known_to_us BIGINT)",
            "CREATE TABLE event (stream VARCHAR, vendor_id VARCHAR, kind VARCHAR, entity VARCHAR, start_us BIGINT,"
                    + " end_us BIGINT, json VARCHAR, known_from_us BIGINT)",
            "CREATE TABLE event_history (stream VARCHAR, vendor_id VARCHAR, kind VARCHAR, entity VARCHAR,"
                    + " start_us BIGINT, end_us BIGINT, json VARCHAR, known_from_us BIGINT, known_to_us BIGINT)",
            "CREATE TABLE dependency (stream VARCHAR, caller VARCHAR, callee VARCHAR, protocol VARCHAR,"
                    + " from_ms BIGINT, to_ms BIGINT, calls BIGINT, failures BIGINT, latency BLOB, vendor_id VARCHAR,"
                    + " link VARCHAR, known_from_us BIGINT)",
            "CREATE TABLE dependency_history (stream VARCHAR, caller VARCHAR, callee VARCHAR, protocol VARCHAR,"
                    + " from_ms BIGINT, to_ms BIGINT, calls BIGINT, failures BIGINT, latency BLOB, vendor_id VARCHAR,"
                    + " link VARCHAR, known_from_us BIGINT, known_to_us BIGINT)",
            "CREATE SEQUENCE series_id",
            "INSERT INTO throughline_schema VALUES (1)");

    @TempDir
    Path folder;

    private Path file;
    private final RecordCodec codec = new RecordCodec();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("store.duckdb");
    }

    @Test
    void losesNothingOfAFileOfVersion1() throws Exception {
        NumberSeries before = numbers(key("cpu"), NOON, 1, 2, 3);
        NumberSeries after = numbers(key("cpu"), NOON, 1, 5, 3);
        NumberSeries many = numbers(key("many"), NOON.minus(Duration.ofHours(5)), new double[600]);
        NumberSeries irregular =
                NumberSeries.of(key("irregular"), null, new long[] {NOON.toEpochMilli()}, new double[] {7});
        HistogramSeries duration = histograms("duration", NOON, 0.1, 0.2);
        Instant first = state("azure/metrics", 1).updatedAt();
        Instant second = state("azure/metrics", 2).updatedAt();
        Instant third = state("azure/metrics", 3).updatedAt();
        try (InMemoryTelemetryStore expected = new InMemoryTelemetryStore()) {
            expected.replace(List.of(DAY), batch(before, many, irregular, duration), state("azure/metrics", 1));
            expected.replace(
                    List.of(hour(0)), batch(after, irregular, duration, rest(many)), state("azure/metrics", 2));
            expected.replace(List.of(hour(0)), batch(after, irregular, rest(many)), state("azure/metrics", 3));
            var events = new io.throughline.core.source.TelemetryBatch();
            events.event(alert("jira/tickets", "1", NOON));
            expected.revise(events, state("jira/tickets", 1));
            try (Connection old = version1()) {
                series(old, 1, before);
                series(old, 2, many);
                series(old, 3, irregular);
                series(old, 4, duration);
                points(old, 1, after, first, NOON.toEpochMilli() + 60_000, second);
                points(old, 2, many, first, Long.MIN_VALUE, first);
                points(old, 3, irregular, first, Long.MIN_VALUE, first);
                insert(old, "number_point_history", 1, NOON.toEpochMilli() + 60_000, 2.0, us(first), us(second));
                for (int i = 0; i < 2; i++) {
                    insert(
                            old,
                            "histogram_point_history",
                            4,
                            duration.timeAt(i),
                            duration.histogramAt(i).encode(),
                            us(first),
                            us(third));
                }
                var event = alert("jira/tickets", "1", NOON);
                insert(
                        old,
                        "event",
                        "jira/tickets",
                        "1",
                        event.kind().name(),
                        event.entity().toString(),
                        us(NOON),
                        us(NOON),
                        codec.encode(event),
                        us(first));
                write(old, state("azure/metrics", 3));
                write(old, state("jira/tickets", 1));
                insert(old, "view", "incident/shop", 1, "in", NOON.toString(), "{}");
            }

            try (DuckDbStore store = DuckDbStore.open(file)) {
                assertThat(store.contentDigest()).isEqualTo(expected.contentDigest());
                assertThat(store.states()).isEqualTo(expected.states());
                assertThat(store.view("incident/shop")).isPresent();
                for (Instant at : List.of(first, second, third)) {
                    WindowQuery query = new WindowQuery(DAY, null, at);
                    assertThat(store.read(query).series())
                            .isEqualTo(expected.read(query).series());
                }
                assertThat(store.status().schema()).isEqualTo(2);
                // Numbers of series go on, and what is there is recognised.
                store.replace(
                        List.of(hour(1)), batch(numbers(key("new"), hour(1).from(), 1)), state("azure/metrics", 4));
                assertThat(store.replace(
                                        List.of(hour(0)),
                                        batch(after, irregular, rest(many)),
                                        state("azure/metrics", 5))
                                .written())
                        .isZero();
            }
        }
        try (DuckDbStore again = DuckDbStore.open(file)) {
            assertThat(again.states()).hasSize(2);
        }
    }

    @Test
    void leavesTheFileAsItWasIfAMigrationFails() throws Exception {
        try (Connection old = version1()) {
            insert(old, "number_point", 99, 0L, 1.0, 0L);
        }

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("unknown series 99");

        try (Connection old = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = old.createStatement();
                var row = statement.executeQuery(
                        "SELECT (SELECT max(version) FROM throughline_schema), count(*)" + " FROM number_point")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getInt(2)).isEqualTo(1);
        }
    }

    @Test
    void takesEachStepOnceAndInOrder() throws Exception {
        List<Table> tables = new ArrayList<>(Schema.tables());
        tables.add(new Table("extra", List.of(Column.text("name"), Column.bigint("size"))));
        List<Migration> migrations = new ArrayList<>(Schema.migrations());
        DuckDbStore.open(file).close();
        migrations.add(Migration.sql(3, "a table", "CREATE TABLE extra (name VARCHAR)"));
        migrations.add(new Migration(4, "a column, in Java", session -> {
            session.execute("ALTER TABLE extra ADD COLUMN size BIGINT");
        }));

        for (int start = 0; start < 2; start++) {
            DuckDb database = DuckDb.open(file);
            try (Database.Session session = database.session()) {
                new Migrator(database, session, "the store", tables, migrations).prepare();
            } finally {
                database.close();
            }
        }

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT version, description FROM throughline_schema"
                        + " WHERE applied_at IS NOT NULL ORDER BY version")) {
            List<String> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(row.getInt(1) + " " + row.getString(2));
            }
            assertThat(steps)
                    .containsExactly("2 the tables of this version, made at once", "3 a table", "4 a column, in Java");
        }
        assertThatThrownBy(() -> DuckDbStore.open(file)).hasMessageContaining("schema 4, this version knows up to 2");
    }

    private static NumberSeries rest(NumberSeries many) {
        return many.slice(hour(0));
    }

    /** Two kills; with {@code -Dthroughline.thorough=true} sixty. */
    @Test
    void migratesWhollyOrNotAtAllWhereverItIsKilled() throws Exception {
        int kills = Boolean.getBoolean("throughline.thorough") ? 60 : 2;
        long seed = Long.getLong("throughline.seed", 11);
        java.util.Random random = new java.util.Random(seed);
        try (Connection old = version1();
                Statement statement = old.createStatement()) {
            series(old, 1, numbers(key("cpu"), NOON, 1));
            write(old, state("azure/metrics", 1));
            statement.execute("INSERT INTO number_point SELECT 1, " + NOON.toEpochMilli() + " + i * 60000, i % 97, "
                    + us(NOON) + " FROM range(200000) AS points(i)");
        }
        byte[] before = Files.readAllBytes(file);
        long began = System.nanoTime();
        Process undisturbed = opening();
        undisturbed.waitFor();
        long length = System.nanoTime() - began;
        String digest;
        try (DuckDbStore store = DuckDbStore.open(file)) {
            assertThat(store.status().schema()).isEqualTo(2);
            digest = store.contentDigest();
        }
        for (int kill = 1; kill <= kills; kill++) {
            Files.write(file, before);
            Files.deleteIfExists(Path.of(file + ".wal"));
            Process process = opening();
            process.waitFor((long) (length * (0.2 + 0.8 * random.nextDouble())), TimeUnit.NANOSECONDS);
            process.destroyForcibly().onExit().join();

            try (DuckDbStore store = DuckDbStore.open(file)) {
                assertThat(store.contentDigest())
                        .as("kill %d, seed %d", kill, seed)
                        .isEqualTo(digest);
                assertThat(store.states()).containsExactly(state("azure/metrics", 1));
            }
        }
    }

    private Process opening() throws IOException {
        // Of its own: a killed process leaves the driver's native library behind.
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DuckDbPlaceTest.Opening.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Connection version1() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String sql : VERSION_1) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    private void series(Connection connection, int id, Series series) throws SQLException {
        var key = series.key();
        insert(
                connection,
                "series",
                id,
                "azure/metrics",
                key.entity().toString(),
                key.metric(),
                key.unit().code(),
                key.kind().name(),
                codec.encode(key.attributes()),
                series.step().map(Duration::toString).orElse(null));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('series_id')");
        }
    }

    /** All points as known at an instant but one, which is known since another. */
    private static void points(
            Connection connection, int id, NumberSeries series, Instant known, long changed, Instant changedAt)
            throws SQLException {
        for (int i = 0; i < series.size(); i++) {
            Instant since = series.timeAt(i) == changed ? changedAt : known;
            insert(connection, "number_point", id, series.timeAt(i), series.valueAt(i), us(since));
        }
    }

    private void write(Connection connection, StreamState state) throws SQLException {
        insert(
                connection,
                "stream_state",
                state.stream(),
                String.valueOf(state.watermark()),
                state.cursor(),
                state.updatedAt().toString(),
                codec.encode(state.completeness()),
                us(state.updatedAt()));
    }

    private static void insert(Connection connection, String table, @Nullable Object... values) throws SQLException {
        String marks = String.join(", ", java.util.Collections.nCopies(values.length, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private static long us(Instant instant) {
        return EpochTime.micros(instant);
    }
}
