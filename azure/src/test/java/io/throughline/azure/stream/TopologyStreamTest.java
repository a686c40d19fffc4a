package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopologyStreamTest {

    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final EntityId QUEUE =
            new EntityId("azure", "external", "messaging/shop.servicebus.windows.net/orders");
    private static final AzureResource SITE = new AzureResource(
            "/subscriptions/5b1c2d3e-0000-4000-8000-0000000000aa/resourceGroups/rg/providers/Microsoft.Web/sites/app-orders",
            "app-orders",
            "microsoft.web/sites",
            "westeurope",
            "rg",
            "5b1c2d3e-0000-4000-8000-0000000000aa",
            null,
            new TreeMap<>(),
            "app-orders.azurewebsites.net",
            null,
            null);

    private final AzureEntities entities = new AzureEntities(AzureEndpoints.PUBLIC);
    private final InventoryIndex inventory = new InventoryIndex(List.of(SITE));
    private final FakeLogs logs = new FakeLogs();
    private final TopologyStream stream = new TopologyStream(List.of(PRODUCTION), logs, entities, () -> inventory);
    private final TelemetryBatch batch = new TelemetryBatch();

    @Test
    void aRoleRunsInTheResourceUnderWhoseHostItServes() {
        logs.on(
                "Url",
                List.of(
                        row("orders", Map.of("Host", "app-orders.azurewebsites.net", "Items", 700, "Failures", 7)),
                        row("orders", Map.of("Host", "www.shop.example", "Items", 9, "Failures", 0))));

        stream.read(HOUR, batch);

        assertThat(batch.dependencies()).singleElement().satisfies(edge -> {
            assertThat(edge.caller()).isEqualTo(AzureEntities.roleId(PRODUCTION, "orders"));
            assertThat(edge.callee()).isEqualTo(AzureEntities.resourceId(SITE.id()));
            assertThat(edge.protocol()).isEqualTo(Dependency.HOSTED_BY);
            assertThat(edge.calls()).isEqualTo(700);
            assertThat(edge.failures()).isEqualTo(7);
            assertThat(edge.latency().isEmpty()).isTrue();
            assertThat(edge.window()).isEqualTo(HOUR);
        });
    }

    @Test
    void aQueueHandsItsMessagesToTheRoleThatProcessesThem() {
        Map<String, Object> rows = new HashMap<>(Map.of(
                "Source",
                "sb://shop.servicebus.windows.net/orders",
                "Items",
                40,
                "Failures",
                2,
                "Bucket",
                ExponentialHistogram.bucketOf(0.25),
                "SecondsSum",
                10.0,
                "SecondsMin",
                0.25,
                "SecondsMax",
                0.25));
        logs.on(
                "Source has",
                List.of(
                        row("billing", rows),
                        row(
                                "billing",
                                Map.of(
                                        "Source",
                                        "no/",
                                        "Items",
                                        1,
                                        "Failures",
                                        0,
                                        "Bucket",
                                        0,
                                        "SecondsSum",
                                        1.0,
                                        "SecondsMin",
                                        1.0,
                                        "SecondsMax",
                                        1.0))));

        stream.read(HOUR, batch);

        assertThat(batch.dependencies()).singleElement().satisfies(edge -> {
            assertThat(edge.caller()).isEqualTo(QUEUE);
            assertThat(edge.callee()).isEqualTo(AzureEntities.roleId(PRODUCTION, "billing"));
            assertThat(edge.latency().quantile(0.5)).isCloseTo(0.25, within(0.006));
            assertThat(edge.failures()).isEqualTo(2);
        });
        assertThat(batch.entities())
                .filteredOn(entity -> entity.id().equals(QUEUE))
                .singleElement()
                .satisfies(entity -> assertThat(entity.kind()).isEqualTo(EntityKind.MESSAGING));
    }

    @Test
    void whoSendsToAQueueCallsTheQueueAndNotWhoTakesTheMessage() {
        logs.on(
                "join kind=inner",
                List.of(Map.of(
                        "AppRoleName", "orders",
                        "DependencyType", "Queue Message | servicebus",
                        "Target", "shop.servicebus.windows.net/orders",
                        "Name", "orders send",
                        "Callee", "billing",
                        "Matches", 40)));
        logs.on(
                "AppDependencies",
                List.of(row(
                        "orders",
                        Map.of(
                                "DependencyType",
                                "Queue Message | servicebus",
                                "Target",
                                "shop.servicebus.windows.net/orders",
                                "Name",
                                "orders send",
                                "Items",
                                40,
                                "Failures",
                                0,
                                "Bucket",
                                LogQueries.UNKNOWN,
                                "SecondsSum",
                                0.0))));

        new DependenciesStream(
                        List.of(PRODUCTION),
                        logs,
                        entities,
                        () -> inventory,
                        TestTime.at(Instant.parse("2026-11-22T12:00:00Z")))
                .read(HOUR, batch);

        assertThat(batch.dependencies())
                .singleElement()
                .satisfies(edge -> assertThat(edge.callee()).isEqualTo(QUEUE));
    }

    private static Map<String, Object> row(String role, Map<String, Object> more) {
        Map<String, Object> row =
                new HashMap<>(Map.of("Step", "2026-11-22T10:00:00Z", "AppRoleName", role, "Stored", 1));
        row.putAll(more);
        return row;
    }
}
