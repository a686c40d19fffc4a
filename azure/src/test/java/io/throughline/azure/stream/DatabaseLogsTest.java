package io.throughline.azure.stream;

import static io.throughline.azure.stream.Rows.row;
import static io.throughline.azure.stream.Rows.series;
import static io.throughline.azure.stream.Rows.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatabaseLogsTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final AzureResource server = new AzureResource(
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/Db-Shop",
            "Db-Shop",
            "Microsoft.DBforPostgreSQL/flexibleServers",
            "westeurope",
            "rg",
            "s",
            null,
            new TreeMap<>(Map.of("environment", "live")),
            null,
            null,
            null);
    private final InventoryIndex inventory = new InventoryIndex(List.of(server));
    private final FakeLogs logs = new FakeLogs();
    private final TableIndex index = new TableIndex(logs, time);
    private final TelemetryBatch batch = new TelemetryBatch();

    @Nested
    class Postgresql {

        private final PostgresqlStream stream =
                new PostgresqlStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @Test
        void countsWhatQueriesWereFoundWaitingFor() {
            logs.on(
                    "PGSQLQueryStoreWaits",
                    List.of(row(
                            "Step", "2026-11-22T10:05:00Z",
                            "LogicalServerName", "db-shop",
                            "EventType", "Lock",
                            "Event", "transactionid",
                            "Query", "42",
                            "Samples", 17)));

            stream.read(HOUR, batch);

            assertThat(series(batch, PostgresqlStream.WAIT_SAMPLES))
                    .containsExactly("db-shop {azure.db.wait.category=Lock, azure.db.wait.type=transactionid,"
                            + " throughline.db.query.hash=42} [17.0]");
            assertThat(batch.entities()).isEmpty();
        }

        @Test
        void countsErrorsByStateAndTellsTheirShapes() {
            logs.on(
                    "PGSQLServerLogs",
                    List.of(
                            message("ERROR", "40P01", "deadlock detected", 2),
                            message("FATAL", "53300", "sorry, too many clients already", 9),
                            message("ERROR", "23505", "duplicate key value violates unique constraint *", 1)));

            stream.read(HOUR, batch);

            assertThat(series(batch, SqlEventsStream.ERRORS))
                    .contains("db-shop {azure.db.error.level=ERROR, db.response.status_code=40P01} [2.0]")
                    .hasSize(3);
            assertThat(series(batch, SqlEventsStream.DEADLOCKS)).containsExactly("db-shop {} [2.0]");
            assertThat(series(batch, PostgresqlStream.REJECTED)).containsExactly("db-shop {} [9.0]");
            assertThat(batch.events()).hasSize(3).anySatisfy(event -> {
                LogPattern pattern = (LogPattern) event;
                assertThat(pattern.template()).isEqualTo("sorry, too many clients already");
                assertThat(pattern.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(pattern.occurrences()).isEqualTo(9);
                assertThat(pattern.header().environment()).isEqualTo("live");
            });
        }

        @Test
        void addsUpAShapeOfAnHour() {
            logs.on(
                    "PGSQLServerLogs",
                    List.of(
                            message("ERROR", "57014", "canceling statement due to statement timeout", 2),
                            with(
                                    message("ERROR", "57014", "canceling statement due to statement timeout", 3),
                                    "Step",
                                    "2026-11-22T10:40:00Z",
                                    "First",
                                    "2026-11-22T10:41:00Z",
                                    "Last",
                                    "2026-11-22T10:44:00Z")));

            stream.read(HOUR, batch);

            assertThat(batch.events()).singleElement().satisfies(event -> {
                assertThat(((LogPattern) event).occurrences()).isEqualTo(5);
                assertThat(event.header().start()).isEqualTo(Instant.parse("2026-11-22T10:06:00Z"));
                assertThat(event.header().end()).isEqualTo(Instant.parse("2026-11-22T10:44:00Z"));
            });
        }

        @Test
        void tellsSessionsByState() {
            logs.on(
                    "PGSQLPgStatActivitySessions",
                    List.of(row(
                            "Step", "2026-11-22T10:05:00Z",
                            "LogicalServerName", "db-shop",
                            "DatabaseName", "orders",
                            "State", "idle in transaction",
                            "Sessions", 12,
                            "Waiting", 3,
                            "Age", 321.5)));

            stream.read(HOUR, batch);

            String of = "db-shop {azure.db.session.state=idle in transaction, db.namespace=orders} ";
            assertThat(series(batch, PostgresqlStream.SESSIONS)).containsExactly(of + "[12.0]");
            assertThat(series(batch, PostgresqlStream.SESSIONS_WAITING)).containsExactly(of + "[3.0]");
            assertThat(series(batch, PostgresqlStream.TRANSACTION_AGE)).containsExactly(of + "[321.5]");
        }

        private Map<String, Object> message(String level, String state, String shape, int lines) {
            return row(
                    "Step",
                    "2026-11-22T10:05:00Z",
                    "LogicalServerName",
                    "db-shop",
                    "Level",
                    level,
                    "State",
                    state,
                    "Shape",
                    shape,
                    "Lines",
                    lines,
                    "First",
                    "2026-11-22T10:06:00Z",
                    "Last",
                    "2026-11-22T10:07:00Z");
        }
    }

    @Nested
    class Cosmos {

        private static final String ACCOUNT =
                "/subscriptions/s/resourcegroups/rg/providers/microsoft.documentdb/databaseaccounts/cosmos-shop";

        private final CosmosStream stream =
                new CosmosStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @Test
        void countsRequestsTheirChargeAndDurationByClassOfStatus() {
            Map<String, Object> read = row(
                    "Step",
                    "2026-11-22T10:05:00Z",
                    "Resource",
                    ACCOUNT,
                    "AccountName",
                    "COSMOS-SHOP",
                    "DatabaseName",
                    "shop",
                    "CollectionName",
                    "carts",
                    "OperationName",
                    "Read",
                    "Status",
                    "2xx",
                    "Bucket",
                    -54,
                    "Items",
                    100,
                    "Failures",
                    0,
                    "Charge",
                    150.5,
                    "SecondsSum",
                    10.0,
                    "SecondsMin",
                    0.1,
                    "SecondsMax",
                    0.1);
            logs.on(
                    "CDBDataPlaneRequests",
                    List.of(
                            read,
                            with(
                                    read,
                                    "Bucket",
                                    -50,
                                    "Items",
                                    10,
                                    "Charge",
                                    9.5,
                                    "SecondsSum",
                                    1.2,
                                    "SecondsMax",
                                    0.12),
                            with(read, "Status", "429", "Items", 5, "Failures", 5, "Charge", 0.0)));

            stream.read(HOUR, batch);

            String of = "cosmos-shop {azure.cosmosdb.status_class=2xx, db.collection.name=carts, db.namespace=shop,"
                    + " db.operation.name=Read} ";
            assertThat(series(batch, CosmosStream.REQUESTS))
                    .contains(of + "[110.0]")
                    .hasSize(2);
            assertThat(series(batch, CosmosStream.CHARGE)).contains(of + "[160.0]");
            assertThat(batch.series())
                    .filteredOn(series -> series.key().metric().equals(CosmosStream.DURATION))
                    .hasSize(2)
                    .anySatisfy(series -> assertThat(
                                    ((HistogramSeries) series).histogramAt(0).count())
                            .isEqualTo(110));
        }

        @Test
        void tellsTheHottestPartitionsShareAndKeepsAllSums() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int range = 0; range < 60; range++) {
                rows.add(row(
                        "Step", "2026-11-22T10:05:00Z",
                        "Resource", ACCOUNT,
                        "AccountName", "cosmos-shop",
                        "DatabaseName", "shop",
                        "CollectionName", "carts",
                        "PartitionKeyRangeId", Integer.toString(range),
                        "Charge", range == 7 ? 410.0 : 10.0));
            }
            logs.on("CDBPartitionKeyRUConsumption", rows);

            stream.read(HOUR, batch);

            assertThat(series(batch, PartitionCharges.HOTTEST_SHARE))
                    .containsExactly("cosmos-shop {db.collection.name=carts, db.namespace=shop} [0.41]");
            assertThat(batch.series())
                    .filteredOn(series -> series.key().kind() == SeriesKind.RATIO)
                    .hasSize(1);
            List<String> charges = series(batch, PartitionCharges.CHARGE);
            assertThat(charges)
                    .hasSize(51)
                    .anyMatch(text -> text.contains("range.id=7, ") && text.endsWith("[410.0]"))
                    .anyMatch(text -> text.contains("range.id=(other), ") && text.endsWith("[100.0]"));
        }

        @Test
        void neverAsksForValuesOfPartitionKeysOrForCallers() {
            stream.read(HOUR, batch);

            assertThat(logs.asked)
                    .isNotEmpty()
                    .noneMatch(query -> query.text().matches("(?s).*\\bPartitionKey\\b.*")
                            || query.text().contains("ClientIpAddress")
                            || query.text().contains("AadPrincipalId"));
        }
    }
}
