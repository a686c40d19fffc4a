package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.health.ServiceEvent;
import io.throughline.azure.health.ServiceEvent.Impact;
import io.throughline.azure.health.ServiceEvent.Region;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.stream.ArmFixtures.FakeHealth;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceHealthStreamTest {

    private static final TimeWindow WEEK =
            new TimeWindow(Instant.parse("2026-11-16T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));
    private static final String WHOLE = "/subscriptions/" + ArmFixtures.SUBSCRIPTION;

    private final AzureResource near = ArmFixtures.resource("Microsoft.Sql/servers/databases", "near", "West Europe");
    private final AzureResource far = ArmFixtures.resource("Microsoft.Sql/servers/databases", "far", "northeurope");
    private final AzureResource site = ArmFixtures.resource("Microsoft.Web/sites", "site", "westeurope");
    private final FakeHealth health = new FakeHealth();
    private final ServiceHealthStream stream = new ServiceHealthStream(
            health,
            AzureScope.of(List.of(ArmFixtures.SUBSCRIPTION)),
            () -> new InventoryIndex(List.of(near, far, site)),
            AzureEndpoints.PUBLIC);

    @Test
    void tellsTheSubscriptionAndWhatIsOfTheServiceInTheRegion() {
        health.events.add(event("ServiceIssue", "Active", null, "SQL Database", "West Europe", List.of()));

        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(null, WEEK, batch);

        assertThat(batch.events())
                .extracting(event -> event.entity().key())
                .containsExactlyInAnyOrder(WHOLE, near.key());
        assertThat(batch.events()).allSatisfy(event -> {
            HealthTransition transition = (HealthTransition) event;
            assertThat(transition.current()).isEqualTo(Health.DEGRADED);
            assertThat(transition.title()).isEqualTo("ACTIVE: SQL in West Europe");
            assertThat(transition.end()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
            assertThat(text(event, "service.event.type")).isEqualTo("ServiceIssue");
            assertThat(text(event, "service.names")).isEqualTo("SQL Database");
            assertThat(text(event, "service.resources")).isEqualTo("1");
            assertThat(transition.header().attributes().text("cloud.region")).contains("West Europe");
        });
        assertThat(revisions.cursor()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(health.askedSince).containsExactly(WEEK.from());
    }

    @Test
    void isRevisedAsThingsGoOn() {
        health.events.add(event("ServiceIssue", "Active", null, "SQL Database", "West Europe", List.of()));
        TelemetryBatch batch = new TelemetryBatch();
        String cursor = stream.read(null, WEEK, batch).cursor();
        health.events.set(
                0, event("ServiceIssue", "Resolved", "2026-11-20T11:00:00Z", "SQL Database", "West Europe", List.of()));

        stream.read(cursor, WEEK, batch);

        assertThat(health.askedSince.get(1)).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(batch.events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.end()).isEqualTo(Instant.parse("2026-11-20T11:00:00Z"));
            assertThat(text(event, "service.event.status")).isEqualTo("Resolved");
        });
    }

    @Test
    void keepsAdviceApartFromWhatHurts() {
        health.events.add(event("SecurityAdvisory", "Active", null, "SQL Database", "West Europe", List.of()));

        TelemetryBatch batch = new TelemetryBatch();
        stream.read(null, WEEK, batch);

        assertThat(batch.events()).singleElement().satisfies(event -> {
            assertThat(event.entity().key()).isEqualTo(WHOLE);
            assertThat(((HealthTransition) event).current()).isEqualTo(Health.UNKNOWN);
            assertThat(text(event, "service.event.type")).isEqualTo("SecurityAdvisory");
            assertThat(text(event, "service.resources")).isEqualTo("1");
        });
    }

    @Test
    void knowsServicesOfTheWholeWorldAndThoseItHasNeverHeardOf() {
        health.events.add(event("PlannedMaintenance", "Active", null, "Azure SQL Database", "Global", List.of()));
        TelemetryBatch batch = new TelemetryBatch();
        stream.read(null, WEEK, batch);
        assertThat(batch.events())
                .extracting(event -> event.entity().key())
                .containsExactlyInAnyOrder(WHOLE, near.key(), far.key());

        health.events.set(0, event("ServiceIssue", "Active", null, "Quantum Teapots", "Global", List.of()));
        TelemetryBatch unheard = new TelemetryBatch();
        stream.read(null, WEEK, unheard);
        assertThat(unheard.events())
                .singleElement()
                .satisfies(event -> assertThat(text(event, "service.names")).isEqualTo("Quantum Teapots"));
    }

    @Test
    void leavesOutRegionsWhereOthersAreConcerned() {
        health.events.add(
                event("ServiceIssue", "Active", null, "SQL Database", "West Europe", List.of("someone-else")));

        TelemetryBatch batch = new TelemetryBatch();
        stream.read(null, WEEK, batch);

        assertThat(batch.events()).extracting(event -> event.entity().key()).containsExactly(WHOLE);
    }

    @Test
    void plansOneCallForASubscription() {
        assertThat(stream.plan(WEEK, Duration.ofMinutes(30)).orElseThrow().firstCalls())
                .isEqualTo(1);
        stream.read(null, WEEK, new TelemetryBatch());
        assertThat(health.askedSince).hasSize(1);
    }

    private static String text(Event event, String name) {
        return event.header().attributes().text("throughline.azure." + name).orElseThrow();
    }

    private static ServiceEvent event(
            String type,
            String status,
            @Nullable String mitigated,
            String service,
            String region,
            List<String> subscriptions) {
        return new ServiceEvent(
                "AB1C-2D0",
                type,
                "ResourceHealth",
                status,
                status.equals("Active") ? "ACTIVE: SQL in West Europe" : "RESOLVED: SQL in West Europe",
                "logins fail",
                null,
                "Warning",
                "Warning",
                Instant.parse("2026-11-20T08:00:00Z"),
                mitigated == null ? null : Instant.parse(mitigated),
                Instant.parse(mitigated == null ? "2026-11-20T09:00:00Z" : "2026-11-20T12:00:00Z"),
                1L,
                List.of(new Impact(service, null, List.of(new Region(region, status, subscriptions, null)))),
                List.of());
    }
}
