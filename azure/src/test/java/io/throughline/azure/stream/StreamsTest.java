package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Glob;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final AzureResource app = resource("Microsoft.Web/sites", "app-orders", "orders.shop.example", null);
    private final AzureResource database = resource(
            "Microsoft.DBforPostgreSQL/flexibleServers", "Db-Shop", null, "db-shop.postgres.database.azure.com");
    private final InventoryIndex inventory = new InventoryIndex(List.of(app, database));
    private final FakeLogs logs = new FakeLogs();

    @Nested
    class Dependencies {

        private final DependenciesStream stream =
                new DependenciesStream(List.of(PRODUCTION), logs, entities, () -> inventory, time);

        @Test
        void goToTheRoleThatAnsweredTheDatabaseOfTheInventoryOrOutside() {
            logs.on(
                    "join kind=inner",
                    List.of(Map.of(
                            "AppRoleName", "storefront",
                            "DependencyType", "HTTP",
                            "Target", "orders.shop.example:8443",
                            "Name", "POST /orders",
                            "Callee", "orders",
                            "Matches", 4)));
            logs.on(
                    "AppDependencies",
                    List.of(
                            call("storefront", "HTTP", "orders.shop.example:8443", "POST /orders", 4, 1),
                            call("storefront", "HTTP", "orders.shop.example:8443", "GET /health", 1, 0),
                            call(
                                    "orders",
                                    "postgresql",
                                    "db-shop.postgres.database.azure.com | shop",
                                    "SELECT shop",
                                    9,
                                    0),
                            call("orders", "HTTP", "api.pay.example | cid-v1:1", "POST /pay", 2, 2),
                            call("orders", "HTTP", "app-orders.azurewebsites.net", "GET /self", 1, 0)));

            TelemetryBatch batch = new TelemetryBatch();
            stream.read(HOUR, batch);

            String role = "throughline:azure:role:" + PRODUCTION.id() + "/";
            assertThat(batch.dependencies())
                    .extracting(edge -> edge.caller() + " > " + edge.callee() + " " + edge.protocol() + " "
                            + edge.calls() + "/" + edge.failures())
                    .containsExactlyInAnyOrder(
                            role + "storefront > " + role + "orders http 5/1",
                            role + "orders > throughline:azure:resource:" + database.key() + " postgresql 9/0",
                            role + "orders > throughline:azure:external:http/api.pay.example http 2/2",
                            role + "orders > throughline:azure:resource:" + app.key() + " http 1/0");
            assertThat(batch.dependencies()).allSatisfy(edge -> {
                assertThat(edge.window()).isEqualTo(HOUR);
                assertThat(edge.latency().count()).isEqualTo(edge.calls());
            });
            assertThat(batch.entities())
                    .extracting(Entity::kind)
                    .containsExactlyInAnyOrder(EntityKind.EXTERNAL, EntityKind.ROLE, EntityKind.ROLE);
            assertThat(batch.series())
                    .filteredOn(series -> series.key().metric().equals(Metrics.DEPENDENCY_FAILURES))
                    .filteredOn(series -> series.key()
                            .attributes()
                            .text(AttributeKeys.TARGET)
                            .orElseThrow()
                            .endsWith("api.pay.example"))
                    .singleElement()
                    .satisfies(series ->
                            assertThat(((NumberSeries) series).values()).containsExactly(2.0));
        }

        @Test
        void asksWhoAnsweredByWholeDaysAndOnlyOnceForAWhile() {
            logs.on("join kind=inner", List.of());
            logs.on("AppDependencies", List.of(call("a", "HTTP", "b.example", "GET /", 1, 0)));

            stream.read(HOUR, new TelemetryBatch());
            stream.read(HOUR, new TelemetryBatch());
            assertThat(joins()).hasSize(1);
            assertThat(joins().get(0))
                    .contains(
                            "TimeGenerated >= datetime(2026-11-22T00:00:00Z) and TimeGenerated < datetime(2026-11-23");

            time.advance(Duration.ofMinutes(11));
            stream.read(HOUR, new TelemetryBatch());
            assertThat(joins()).hasSize(2);
        }

        private List<String> joins() {
            return logs.asked.stream()
                    .map(query -> query.text())
                    .filter(text -> text.contains("join"))
                    .toList();
        }

        private Map<String, Object> call(
                String role, String type, String target, String name, int items, int failures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Step", "2026-11-22T10:05:00Z");
            row.put("AppRoleName", role);
            row.put("DependencyType", type);
            row.put("Target", target);
            row.put("Name", name);
            row.put("Bucket", -54);
            row.put("Items", items);
            row.put("Failures", failures);
            row.put("Stored", items);
            row.put("SecondsSum", 0.1 * items);
            row.put("SecondsMin", 0.1);
            row.put("SecondsMax", 0.1);
            return row;
        }
    }

    @Nested
    class Exceptions {

        @Test
        void areCountedByRoleAndType() {
            logs.on(
                    "AppExceptions",
                    List.of(
                            Map.of(
                                    "Step",
                                    "2026-11-22T10:01:00Z",
                                    "AppRoleName",
                                    "orders",
                                    "ExceptionType",
                                    "java.sql.SQLException",
                                    "Items",
                                    7,
                                    "Stored",
                                    1),
                            Map.of(
                                    "Step",
                                    "2026-11-22T10:03:00Z",
                                    "AppRoleName",
                                    "orders",
                                    "ExceptionType",
                                    "java.sql.SQLException",
                                    "Items",
                                    1,
                                    "Stored",
                                    1),
                            Map.of(
                                    "Step",
                                    "2026-11-22T10:01:00Z",
                                    "AppRoleName",
                                    "orders",
                                    "ExceptionType",
                                    "",
                                    "Items",
                                    2,
                                    "Stored",
                                    2)));
            TelemetryBatch batch = new TelemetryBatch();

            StreamCompleteness completeness =
                    new ExceptionsStream(List.of(PRODUCTION), logs, entities).read(HOUR, batch);

            assertThat(batch.series()).hasSize(2).allSatisfy(series -> {
                assertThat(series.key().metric()).isEqualTo(Metrics.ERROR_COUNT);
                assertThat(series.key().kind()).isEqualTo(SeriesKind.DELTA);
            });
            Series typed = batch.series().stream()
                    .filter(series -> !series.key().attributes().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(typed.key().attributes().text(AttributeKeys.EXCEPTION_TYPE))
                    .contains("java.sql.SQLException");
            assertThat(((NumberSeries) typed).values()).containsExactly(7, 1);
            assertThat(completeness.samplingFactor()).isCloseTo(2.5, within(1e-9));
        }
    }

    @Nested
    class Queries {

        private final QueriesStream stream =
                new QueriesStream(List.of(PRODUCTION), logs, entities, () -> inventory, null);

        @Test
        void tellAPlanThatWasNotUsedForADay() {
            logs.on("Last = max(StartTime)", List.of(last("q1", "old", "2026-11-22T09:55:00Z")));
            logs.on(
                    "PGSQLQueryStoreRuntime",
                    List.of(
                            use("10:00", "q1", "old", 100, 200),
                            use("10:05", "q1", "new", 50, 40_000),
                            use("10:05", "q1", "old", 50, 100),
                            use("10:10", "q1", "new", 100, 80_000),
                            use("10:00", "q2", "only", 10, 10)));
            TelemetryBatch batch = new TelemetryBatch();

            stream.read(HOUR, batch);

            assertThat(batch.events()).singleElement().satisfies(event -> {
                SlowQuery slow = (SlowQuery) event;
                assertThat(slow.entity()).isEqualTo(new EntityId("azure", "resource", database.key()));
                assertThat(slow.queryHash()).isEqualTo("q1");
                assertThat(slow.planHash()).isEqualTo("new");
                assertThat(slow.previousPlanHash()).isEqualTo("old");
                assertThat(slow.start()).isEqualTo(Instant.parse("2026-11-22T10:05:00Z"));
                assertThat(slow.calls()).isEqualTo(50);
                assertThat(slow.meanSeconds()).isCloseTo(0.8, within(1e-12));
                assertThat(slow.header().environment()).isEqualTo("live");
            });
            assertThat(batch.series())
                    .filteredOn(series -> series.key().metric().equals(Metrics.QUERY_DURATION_MEAN))
                    .filteredOn(series -> series.key()
                            .attributes()
                            .text(AttributeKeys.PLAN_HASH)
                            .equals(Optional.of("new")))
                    .singleElement()
                    .satisfies(series ->
                            assertThat(((NumberSeries) series).values()).containsExactly(0.8, 0.8));
        }

        @Test
        void sayNothingOfPlansThatComeAndGoOrOfQueriesNeverSeenBefore() {
            logs.on(
                    "Last = max(StartTime)",
                    List.of(last("q1", "a", "2026-11-22T09:55:00Z"), last("q1", "b", "2026-11-21T20:00:00Z")));
            logs.on(
                    "PGSQLQueryStoreRuntime",
                    List.of(
                            use("10:00", "q1", "b", 1, 1),
                            use("10:05", "q1", "a", 1, 1),
                            use("10:00", "q9", "x", 1, 1)));
            TelemetryBatch batch = new TelemetryBatch();

            stream.read(HOUR, batch);

            assertThat(batch.events()).isEmpty();
        }

        private Map<String, Object> use(String at, String query, String plan, int executions, double totalMs) {
            return Map.of(
                    "Step", "2026-11-22T" + at + ":00Z",
                    "LogicalServerName", "db-shop",
                    "Query", query,
                    "Plan", plan,
                    "Executions", executions,
                    "TotalMs", totalMs);
        }

        private Map<String, Object> last(String query, String plan, String at) {
            return Map.of("LogicalServerName", "db-shop", "Query", query, "Plan", plan, "Last", at);
        }
    }

    @Nested
    class Alerts {

        private final List<AzureAlert> listed = new ArrayList<>();
        private final FakeAlerts gateway = new FakeAlerts(listed);

        @Test
        void keepTheirLifeCycleAndTheirTarget() {
            listed.add(alert("a1", "Fired", "New", app.id(), null));
            listed.add(alert("a2", "Fired", "Closed", null, null));
            listed.add(alert("a3", "Resolved", "New", app.id(), "2026-11-22T10:30:00Z"));
            TelemetryBatch batch = new TelemetryBatch();

            Revisions revisions = stream(AzureScope.of(List.of(SUBSCRIPTION))).read(null, HOUR, batch);

            assertThat(batch.events())
                    .extracting(event -> ((Alert) event).state())
                    .containsExactly(Alert.State.FIRED, Alert.State.ACKNOWLEDGED, Alert.State.RESOLVED);
            Alert first = (Alert) batch.events().iterator().next();
            assertThat(first.entity()).isEqualTo(new EntityId("azure", "resource", app.key()));
            assertThat(first.severity()).isEqualTo(Severity.ERROR);
            assertThat(first.rule()).isEqualTo("High CPU");
            assertThat(first.header().environment()).isEqualTo("live");
            assertThat(first.provenance().link()).asString().startsWith("https://portal.azure.com/#blade");
            Alert third = (Alert) List.copyOf(batch.events()).get(2);
            assertThat(third.end()).isEqualTo(Instant.parse("2026-11-22T10:30:00Z"));
            assertThat(revisions.cursor()).isEqualTo("2026-11-22T10:40:00Z");
            assertThat(revisions.more()).isFalse();

            stream(AzureScope.of(List.of(SUBSCRIPTION))).read(revisions.cursor(), HOUR, batch);
            assertThat(gateway.askedSince).isEqualTo(Instant.parse("2026-11-22T09:40:00Z"));
        }

        @Test
        void areLeftOutWhereTheirTargetIsOutOfScope() {
            String elsewhere =
                    "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/other/providers/microsoft.web/sites/gone";
            listed.add(alert("a1", "Fired", "New", elsewhere, null));
            AzureScope scope = new AzureScope(
                    List.of(SUBSCRIPTION), List.of(new Glob("rg-*")), List.of(), new TreeMap<>(), new TreeMap<>());
            TelemetryBatch batch = new TelemetryBatch();

            assertThat(stream(scope).read(null, HOUR, batch).completeness().notes())
                    .singleElement()
                    .asString()
                    .startsWith("1 alerts are of what is not in scope");
            assertThat(batch.events()).isEmpty();

            stream(AzureScope.of(List.of(SUBSCRIPTION))).read(null, HOUR, batch);
            assertThat(batch.events()).hasSize(1);
        }

        private AlertsStream stream(AzureScope scope) {
            return new AlertsStream(gateway, scope, () -> inventory, AzureEndpoints.PUBLIC);
        }

        private AzureAlert alert(
                String id, String condition, String state, @Nullable String target, @Nullable String resolved) {
            return new AzureAlert(
                    "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.AlertsManagement/alerts/" + id,
                    "CPU above 90 %",
                    "Sev1",
                    state,
                    condition,
                    "Platform",
                    "Metric",
                    target,
                    "/subscriptions/x/providers/microsoft.insights/metricAlerts/High CPU",
                    "cpu",
                    Instant.parse("2026-11-22T10:10:00Z"),
                    Instant.parse("2026-11-22T10:40:00Z"),
                    resolved == null ? null : Instant.parse(resolved));
        }
    }

    @Nested
    class Resources {

        @Test
        void areEntitiesWithTheirTags() {
            InventoryCache cache = new InventoryCache(
                    scope -> new Inventory(inventory.resources(), false), AzureScope.of(List.of(SUBSCRIPTION)), time);
            TelemetryBatch batch = new TelemetryBatch();

            Revisions revisions = new ResourcesStream(cache, entities).read(null, HOUR, batch);

            assertThat(revisions.completeness().state()).isEqualTo(StreamCompleteness.State.COMPLETE);
            Entity entity = batch.entities().stream()
                    .filter(one -> one.kind() == EntityKind.DATABASE)
                    .findFirst()
                    .orElseThrow();
            assertThat(entity.id().key()).isEqualTo(database.key());
            assertThat(entity.name()).isEqualTo("Db-Shop");
            assertThat(entity.product()).isEqualTo("shop");
            assertThat(entity.environment()).isEqualTo("live");
            assertThat(entity.attributes().text("tag.product")).contains("shop");
            assertThat(entity.attributes().text(AttributeKeys.RESOURCE_TYPE))
                    .contains("microsoft.dbforpostgresql/flexibleservers");
            assertThat(entity.attributes().text(AttributeKeys.SERVER_ADDRESS))
                    .contains("db-shop.postgres.database.azure.com");
        }

        @Test
        void sayWhyThereMayBeNone() {
            InventoryCache cache = new InventoryCache(
                    scope -> new Inventory(List.of(), false), AzureScope.of(List.of(SUBSCRIPTION)), time);

            Revisions revisions = new ResourcesStream(cache, entities).read(null, HOUR, new TelemetryBatch());

            assertThat(revisions.completeness().notes())
                    .singleElement()
                    .asString()
                    .contains("role Reader");
        }
    }

    private static AzureResource resource(String type, String name, @Nullable String host, @Nullable String domain) {
        TreeMap<String, String> tags = new TreeMap<>(Map.of("Product", "shop", "environment", "live"));
        return new AzureResource(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-shop/providers/" + type + "/" + name,
                name,
                type,
                "West Europe",
                "rg-shop",
                SUBSCRIPTION,
                null,
                tags,
                host,
                domain,
                null);
    }
}
