package io.throughline.core.store;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.everyKindOfEvent;
import static io.throughline.core.testkit.Telemetry.histograms;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.source.TelemetryBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("with space ü.duckdb");
    }

    @Test
    void keepsContentStatesAndViewsWhenReopened() {
        StoredView view = new StoredView("incident/shop", 1, "in", NOON, "{}");
        TelemetryBatch events = new TelemetryBatch();
        everyKindOfEvent("jira/tickets").forEach(events::event);
        String digest;
        try (DuckDbStore store = DuckDbStore.open(file)) {
            store.replace(
                    List.of(hour(0)),
                    batch(numbers(key("cpu"), NOON, 1, 2), histograms("duration", NOON, 0.5)),
                    state("azure/metrics", 1));
            store.revise(events, state("jira/tickets", 2));
            store.save(view);
            digest = store.contentDigest();
        }

        try (DuckDbStore store = DuckDbStore.open(file)) {
            assertThat(store.contentDigest()).isEqualTo(digest);
            assertThat(store.states()).containsExactly(state("azure/metrics", 1), state("jira/tickets", 2));
            assertThat(store.view("incident/shop")).contains(view);
        }
    }

    @Test
    void goesOnNumberingSeriesWhenReopened() {
        for (int i = 0; i < 4; i++) {
            try (DuckDbStore store = DuckDbStore.open(file)) {
                store.replace(
                        List.of(hour(i)),
                        batch(numbers(key("metric-" + i), hour(i).from(), i)),
                        state("azure/metrics", i));
            }
        }

        try (DuckDbStore store = DuckDbStore.open(file)) {
            assertThat(store.read(WindowQuery.all(
                                    new io.throughline.core.telemetry.TimeWindow(NOON, NOON.plusSeconds(86_400))))
                            .series())
                    .hasSize(4)
                    .allSatisfy(series -> assertThat(series.size()).isEqualTo(1));
        }
    }

    @Test
    void refusesASchemaOfANewerVersion() throws Exception {
        DuckDbStore.open(file).close();
        change("UPDATE throughline_schema SET version = 99");

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Throughline (schema 99")
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesADamagedSchema() throws Exception {
        DuckDbStore.open(file).close();
        change("ALTER TABLE event DROP COLUMN kind");

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("table event should have a column kind VARCHAR");
    }

    @Test
    void refusesADuckDbFileOfSomebodyElse() throws Exception {
        change("CREATE TABLE customers (name VARCHAR)");

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a Throughline store")
                .hasMessageContaining("customers");
        change("INSERT INTO customers VALUES ('unharmed')");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(file, "a spreadsheet, perhaps\n".repeat(1000));

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no DuckDB file");
        assertThat(file).content().startsWith("a spreadsheet, perhaps");
    }

    @Test
    void refusesAFileThatWasCutOff() throws Exception {
        try (DuckDbStore store = DuckDbStore.open(file)) {
            store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state("azure/metrics", 1));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 6000));

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .message()
                .contains(file.toString())
                .doesNotContain("\n");
    }

    @Test
    void namesTheMissingFolder() {
        Path lost = folder.resolve("no-such-folder").resolve("store.duckdb");

        assertThatThrownBy(() -> DuckDbStore.open(lost))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no folder " + lost.getParent());
    }

    @Test
    void opensByUrl() {
        try (TelemetryStore store = Stores.open("jdbc:duckdb:" + file)) {
            store.save(state("azure/metrics", 1));
        }
        try (TelemetryStore store = Stores.open("jdbc:duckdb:");
                TelemetryStore kept = Stores.open("jdbc:duckdb:" + file)) {
            assertThat(store.states()).isEmpty();
            assertThat(kept.states()).hasSize(1);
        }
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
