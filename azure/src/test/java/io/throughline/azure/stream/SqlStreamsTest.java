package io.throughline.azure.stream;

import static io.throughline.azure.stream.Rows.row;
import static io.throughline.azure.stream.Rows.series;
import static io.throughline.azure.stream.Rows.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SqlStreamsTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final String ORDERS =
            "/subscriptions/s/resourcegroups/rg/providers/microsoft.sql/servers/sql-shop/databases/orders";

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final InventoryIndex inventory = new InventoryIndex(List.of());
    private final FakeLogs logs = new FakeLogs();
    private final TableIndex index = new TableIndex(logs, time);
    private final TelemetryBatch batch = new TelemetryBatch();

    @Nested
    class Queries {

        private final SqlQueriesStream stream =
                new SqlQueriesStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @BeforeEach
        void withoutPlansOfTheDayBefore() {
            logs.on("summarize Last", List.of());
        }

        @Test
        void areMeasuredByQueryAndPlan() {
            logs.on("AzureSQLQueryStoreRuntimeStatistics", List.of(use("10:05", "0xq", "0xp", 4, 2_000_000)));

            stream.read(HOUR, batch);

            String of = "orders {throughline.db.plan.hash=0xp, throughline.db.query.hash=0xq} ";
            assertThat(series(batch, Metrics.QUERY_COUNT)).containsExactly(of + "[4.0]");
            assertThat(series(batch, Metrics.QUERY_DURATION_MEAN)).containsExactly(of + "[0.5]");
            assertThat(series(batch, SqlQueriesStream.CPU_TIME)).containsExactly(of + "[1.5]");
            assertThat(series(batch, SqlQueriesStream.LOGICAL_READS)).containsExactly(of + "[900.0]");
            assertThat(series(batch, SqlQueriesStream.ROWS)).containsExactly(of + "[40.0]");
            assertThat(batch.entities()).singleElement().satisfies(entity -> {
                assertThat(entity.id()).isEqualTo(AzureEntities.resourceId(ORDERS));
                assertThat(entity.kind()).hasToString("DATABASE");
            });
        }

        @Test
        void keepAbortedExecutionsApart() {
            logs.on(
                    "AzureSQLQueryStoreRuntimeStatistics",
                    List.of(with(use("10:05", "0xq", "0xp", 0, 0), "ByClient", 3, "ByError", 1)));

            stream.read(HOUR, batch);

            assertThat(series(batch, SqlQueriesStream.ABORTED))
                    .containsExactly(
                            "orders {azure.db.query.aborted.by=client, throughline.db.plan.hash=0xp,"
                                    + " throughline.db.query.hash=0xq} [3.0]",
                            "orders {azure.db.query.aborted.by=error, throughline.db.plan.hash=0xp,"
                                    + " throughline.db.query.hash=0xq} [1.0]");
            assertThat(series(batch, Metrics.QUERY_DURATION_MEAN)).isEmpty();
        }

        @Test
        void countOnceWhatLiesInBothPlaces() {
            logs.on("AzureSQLQueryStoreRuntimeStatistics", List.of(use("10:05", "0xq", "0xp", 4, 2_000_000)));
            logs.on(
                    "AzureDiagnostics",
                    List.of(
                            use("10:05", "0xq", "0xp", 4, 2_000_000),
                            with(
                                    use("10:10", "0xq", "0xp", 7, 7_000_000),
                                    "Resource",
                                    ORDERS.replace("orders", "stock"))));

            stream.read(HOUR, batch);

            assertThat(series(batch, Metrics.QUERY_COUNT))
                    .containsExactly(
                            "orders {throughline.db.plan.hash=0xp, throughline.db.query.hash=0xq} [4.0]",
                            "stock {throughline.db.plan.hash=0xp, throughline.db.query.hash=0xq} [7.0]");
        }

        @Test
        void tellANewPlanButNoneOfWhatIsFolded() {
            logs.on(
                    "summarize Last",
                    List.of(row(
                            "Resource",
                            ORDERS,
                            "Server",
                            "",
                            "Database",
                            "orders",
                            "Query",
                            "0xq",
                            "Plan",
                            "0xold",
                            "Last",
                            "2026-11-22T09:50:00Z")));
            logs.on(
                    "AzureSQLQueryStoreRuntimeStatistics",
                    List.of(use("10:05", "0xq", "0xnew", 10, 4_000_000), use("10:05", "(other)", "", 99, 1_000_000)));

            stream.read(HOUR, batch);

            assertThat(batch.events()).singleElement().satisfies(event -> {
                SlowQuery slow = (SlowQuery) event;
                assertThat(slow.planHash()).isEqualTo("0xnew");
                assertThat(slow.previousPlanHash()).isEqualTo("0xold");
                assertThat(slow.meanSeconds()).isEqualTo(0.4);
                assertThat(slow.start()).isEqualTo(Instant.parse("2026-11-22T10:05:00Z"));
                assertThat(slow.end()).isEqualTo(Instant.parse("2026-11-22T10:10:00Z"));
                assertThat(slow.header().title()).isEqualTo("Query 0xq on sql-shop/orders runs with a new plan");
                assertThat(slow.header().environment()).isEqualTo("production");
            });
            assertThat(series(batch, Metrics.QUERY_COUNT)).anyMatch(text -> text.contains("(other)"));
            assertThat(texts()).anyMatch(text -> text.contains("where Query in (\"0xq\")\n"));
        }

        @Test
        void belongToTheDatabaseThatTheRowNamesIfItHasNoUsefulId() {
            logs.on(
                    "AzureDiagnostics",
                    List.of(
                            with(use("10:05", "0xq", "0xp", 1, 1), "Resource", ORDERS.replace("/databases/orders", "")),
                            with(use("10:05", "0xr", "0xp", 1, 1), "Resource", "", "Server", "sql-shop")));

            stream.read(HOUR, batch);

            assertThat(batch.entities())
                    .extracting(entity -> entity.id().toString())
                    .containsExactlyInAnyOrder(
                            "throughline:azure:resource:" + ORDERS, "throughline:azure:external:mssql/sql-shop/orders");
        }

        @Test
        void boundTheNumberOfQueriesOfAnHour() {
            stream.read(HOUR, batch);

            assertThat(texts())
                    .anySatisfy(text -> assertThat(text)
                            .startsWith("AzureSQLQueryStoreRuntimeStatistics")
                            .contains("where Rank <= 50\n", "iff(isnull(Rank), \"(other)\", Query)"));
        }

        @Test
        void areReadAgainForRowsOfTheirOwnCategoryOnly() {
            stream.arrivals(Instant.parse("2026-11-22T10:30:00Z"), HOUR);

            assertThat(texts())
                    .filteredOn(text -> text.startsWith("AzureDiagnostics"))
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains("where Category in (\"QueryStoreRuntimeStatistics\")")
                            .doesNotContain("Deadlocks"));
        }

        private Map<String, Object> use(String at, String query, String plan, int executions, int micros) {
            return row(
                    "Step",
                    "2026-11-22T" + at + ":00Z",
                    "Resource",
                    ORDERS,
                    "Server",
                    "",
                    "Database",
                    "orders",
                    "Query",
                    query,
                    "Plan",
                    plan,
                    "Executions",
                    executions,
                    "Regular",
                    micros,
                    "ByClient",
                    0,
                    "ByError",
                    0,
                    "Cpu",
                    1_500_000,
                    "Reads",
                    900,
                    "Returned",
                    40);
        }
    }

    @Test
    void waitsAreSecondsByCategoryAndByType() {
        SqlWaitsStream stream = new SqlWaitsStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);
        logs.on("AzureSQLQueryStoreWaitStatistics", List.of(wait("Lock", "0xq", 2500)));
        logs.on("AzureSQLDatabaseWaitStatistics", List.of(wait("PAGEIOLATCH_SH", null, 400)));
        logs.on("\"QueryStoreWaitStatistics\"", List.of(wait("Lock", "0xq", 2500)));

        stream.read(HOUR, batch);

        assertThat(series(batch, SqlWaitsStream.QUERY_WAIT_TIME))
                .containsExactly("orders {azure.db.wait.category=Lock, throughline.db.query.hash=0xq} [2.5]");
        assertThat(series(batch, SqlWaitsStream.DATABASE_WAIT_TIME))
                .containsExactly("orders {azure.db.wait.type=PAGEIOLATCH_SH} [0.4]");
    }

    private static Map<String, Object> wait(String wait, @Nullable String query, int millis) {
        return row(
                "Step", "2026-11-22T10:05:00Z",
                "Resource", ORDERS,
                "Server", "",
                "Database", "orders",
                "Wait", wait,
                "Query", query,
                "Milliseconds", millis);
    }

    @Nested
    class Events {

        private final SqlEventsStream stream =
                new SqlEventsStream(List.of(PRODUCTION), logs, entities, () -> inventory, index);

        @Test
        void areCountedByWhatTellsThemApart() {
            logs.on(
                    "AzureDiagnostics",
                    List.of(
                            with(event("Deadlocks"), "Events", 2),
                            with(event("Blocks"), "Mode", "X", "Seconds", 12.5),
                            with(event("Timeouts"), "Query", "0xq"),
                            with(
                                    event("Errors"),
                                    "Number",
                                    1205,
                                    "Level",
                                    13,
                                    "Shape",
                                    "Transaction * was deadlocked")));

            stream.read(HOUR, batch);

            assertThat(series(batch, SqlEventsStream.DEADLOCKS)).containsExactly("orders {} [2.0]");
            assertThat(series(batch, SqlEventsStream.BLOCKED_TIME))
                    .containsExactly("orders {azure.db.lock.mode=X} [12.5]");
            assertThat(series(batch, SqlEventsStream.TIMEOUTS))
                    .containsExactly("orders {throughline.db.query.hash=0xq} [1.0]");
            assertThat(series(batch, SqlEventsStream.ERRORS))
                    .containsExactly("orders {azure.db.error.level=13, db.response.status_code=1205} [1.0]");
            assertThat(batch.events())
                    .filteredOn(LogPattern.class::isInstance)
                    .extracting(event -> ((LogPattern) event).template())
                    .containsExactlyInAnyOrder("deadlock", "Transaction * was deadlocked");
        }

        @Test
        void ofAutomaticTuningAreChanges() {
            logs.on(
                    "AzureDiagnostics",
                    List.of(with(
                            event("AutomaticTuning"),
                            "Option",
                            "CreateIndex",
                            "Action",
                            "Success",
                            "Object",
                            "dbo.Orders.nci_wi_Orders")));

            stream.read(HOUR, batch);

            assertThat(batch.events()).singleElement().satisfies(event -> {
                assertThat(((Change) event).type()).isEqualTo(Change.Type.CONFIGURATION);
                assertThat(((Change) event).outcome()).isEqualTo("Success");
                assertThat(event.header().title())
                        .isEqualTo("Automatic tuning of sql-shop/orders: CreateIndex Success dbo.Orders.nci_wi_Orders");
            });
        }

        @Test
        void neverAskForReportsWithValues() {
            stream.read(HOUR, batch);

            assertThat(texts())
                    .isNotEmpty()
                    .noneMatch(text ->
                            text.toLowerCase(java.util.Locale.ROOT).contains("xml") || text.contains("BlockedProcess"));
        }

        @Test
        void maskMessagesThatComeUnmasked() {
            logs.on(
                    "AzureDiagnostics",
                    List.of(with(event("Errors"), "Shape", "Login failed for user 'alice@shop.example' 10.1.2.3")));

            stream.read(HOUR, batch);

            assertThat(batch.events())
                    .extracting(event -> ((LogPattern) event).template())
                    .containsExactly("Login failed for user <*>");
        }

        private Map<String, Object> event(String category) {
            return row(
                    "Step", "2026-11-22T10:05:00Z",
                    "Category", category,
                    "Resource", ORDERS,
                    "Server", "",
                    "Database", "orders",
                    "Query", "",
                    "Number", null,
                    "Level", null,
                    "Shape", "",
                    "Mode", "",
                    "Seconds", 0.0,
                    "Option", "",
                    "Action", "",
                    "Object", "",
                    "Events", 1,
                    "First", "2026-11-22T10:06:00Z",
                    "Last", "2026-11-22T10:07:00Z");
        }
    }

    @Test
    void whatIsMissingIsToldWithTheCategoryThatFillsItWhereThereAreDatabases() {
        logs.on("Usage", List.of(row("DataType", "Heartbeat", "First", "2026-09-01T00:00:00Z")));
        InventoryIndex shop = new InventoryIndex(List.of(database()));

        assertThat(queriesOf(shop).read(HOUR, batch).notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("QueryStoreRuntimeStatistics", "production"));
        assertThat(queriesOf(inventory).read(HOUR, batch).notes()).isEmpty();
        assertThat(logs.asked).hasSize(1);
    }

    @Test
    void ownTablesAreNotMissedWhereDiagnosticsLieInOneTable() {
        logs.on("Usage", List.of(row("DataType", "AzureDiagnostics", "First", "2026-09-01T00:00:00Z")));
        logs.on("AzureDiagnostics", List.of());
        InventoryIndex shop = new InventoryIndex(List.of(database()));

        assertThat(queriesOf(shop).read(HOUR, batch).notes()).isEmpty();
    }

    private SqlQueriesStream queriesOf(InventoryIndex known) {
        return new SqlQueriesStream(List.of(PRODUCTION), logs, entities, () -> known, index);
    }

    private static AzureResource database() {
        return new AzureResource(
                ORDERS,
                "orders",
                "Microsoft.Sql/servers/databases",
                "westeurope",
                "rg",
                "s",
                null,
                new TreeMap<>(),
                null,
                null,
                null);
    }

    private List<String> texts() {
        return logs.asked.stream().map(KqlQuery::text).toList();
    }
}
