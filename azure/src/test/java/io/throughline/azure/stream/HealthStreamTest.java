package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.health.AvailabilityStatus;
import io.throughline.azure.health.AvailabilityStatus.RecentlyResolved;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.stream.ArmFixtures.FakeHealth;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.ResponseException;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class HealthStreamTest {

    private static final TimeWindow DAY =
            new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));

    private final AzureResource database =
            ArmFixtures.resource("Microsoft.Sql/servers/databases", "shop", "westeurope");
    private final FakeHealth health = new FakeHealth();
    private final HealthStream stream = stream(health);
    private @Nullable String cursor;

    @Test
    void tellsWhenAResourceFellIllAndWhenItWasWellAgain() {
        health.statuses.add(status("Degraded", "2026-11-22T10:00:00Z", null));
        HealthTransition first = only(read());
        assertThat(first.current()).isEqualTo(Health.DEGRADED);
        assertThat(first.previous()).isNull();
        assertThat(first.entity()).isEqualTo(new EntityId("azure", "resource", database.key()));
        assertThat(first.header().environment()).isEqualTo("live");
        assertThat(first.start()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(first.end()).isEqualTo(Instant.parse("2026-11-22T10:20:00Z"));
        assertThat(first.cause()).isEqualTo("logins fail");
        assertThat(first.header().attributes().text("throughline.azure.health.reason"))
                .contains("Unplanned");
        assertThat(first.header().attributes().text("throughline.azure.health.chronicity"))
                .contains("Transient");
        assertThat(first.header().attributes().value("throughline.azure.health.user_initiated"))
                .contains(false);

        // It got worse.
        health.statuses.set(0, status("Unavailable", "2026-11-22T10:30:00Z", null));
        HealthTransition worse = only(read());
        assertThat(worse.previous()).isEqualTo(Health.DEGRADED);
        assertThat(worse.current()).isEqualTo(Health.UNAVAILABLE);
        // Looked at again, it is the same.
        assertThat(only(read())).isEqualTo(worse);

        // Well again, and nothing is told of what was.
        health.statuses.set(0, status("Available", "2026-11-22T11:00:00Z", null));
        HealthTransition well = only(read());
        assertThat(well.previous()).isEqualTo(Health.UNAVAILABLE);
        assertThat(well.current()).isEqualTo(Health.AVAILABLE);
        assertThat(well.start()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(read()).isEmpty();
    }

    @Test
    void learnsOfAnIllnessThatCameAndWentBetweenTwoLooks() {
        health.statuses.add(status(
                "Available",
                "2026-11-22T09:10:00Z",
                new RecentlyResolved(
                        Instant.parse("2026-11-22T09:00:00Z"), Instant.parse("2026-11-22T09:10:00Z"), "it was down")));

        assertThat(read())
                .extracting(
                        HealthTransition::previous,
                        HealthTransition::current,
                        HealthTransition::start,
                        HealthTransition::end,
                        HealthTransition::cause)
                .containsExactly(
                        tuple(
                                null,
                                Health.UNAVAILABLE,
                                Instant.parse("2026-11-22T09:00:00Z"),
                                Instant.parse("2026-11-22T09:10:00Z"),
                                "it was down"),
                        tuple(
                                Health.UNAVAILABLE,
                                Health.AVAILABLE,
                                Instant.parse("2026-11-22T09:10:00Z"),
                                Instant.parse("2026-11-22T09:10:00Z"),
                                "it was down"));
    }

    @Test
    void tellsAnIllnessTheSameWayAfterItIsOver() {
        health.statuses.add(status("Degraded", "2026-11-22T10:00:00Z", null));
        HealthTransition during = only(read());
        RecentlyResolved over = new RecentlyResolved(
                Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T10:40:00Z"), "it was slow");
        health.statuses.set(0, status("Available", "2026-11-22T10:40:00Z", over));

        for (int looks = 0; looks < 2; looks++) {
            List<HealthTransition> told = read();
            assertThat(told)
                    .extracting(HealthTransition::previous, HealthTransition::current)
                    .containsExactly(tuple(null, Health.DEGRADED), tuple(Health.DEGRADED, Health.AVAILABLE));
            assertThat(told.get(0).id()).isEqualTo(during.id());
            assertThat(told.get(0).end()).isEqualTo(Instant.parse("2026-11-22T10:40:00Z"));
        }
        // When the service no longer tells of it, it is not over once more.
        health.statuses.set(0, status("Available", "2026-11-22T10:41:00Z", null));
        assertThat(read()).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsWellOrUnknownToTheInventoryOrLongAgo() {
        health.statuses.add(status("Available", "2026-11-22T09:00:00Z", null));
        AvailabilityStatus elsewhere = status("Unavailable", "2026-11-22T10:00:00Z", null);
        health.statuses.add(at("/subscriptions/s/resourceGroups/other/providers/Microsoft.Web/sites/b", elsewhere));
        health.statuses.add(at(database.id() + "x", elsewhere));

        assertThat(read()).isEmpty();

        TimeWindow later = new TimeWindow(Instant.parse("2026-11-22T11:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"));
        health.statuses.set(0, status("Unavailable", "2026-11-22T09:00:00Z", null));
        TelemetryBatch batch = new TelemetryBatch();
        stream.read(null, later, batch);
        assertThat(batch.events()).isEmpty();
    }

    @Test
    void takesAStateThatItDoesNotKnowForUnknownAndKeepsTheWord() {
        health.statuses.add(at(database.id() + "/replicas/r-1", status("Wobbling", "2026-11-22T10:00:00Z", null)));

        HealthTransition transition = only(read());

        assertThat(transition.current()).isEqualTo(Health.UNKNOWN);
        assertThat(transition.header().attributes().text("throughline.azure.health.state"))
                .contains("Wobbling");
        // A part of a resource speaks for the resource.
        assertThat(transition.entity().key()).isEqualTo(database.key());
        assertThat(transition.header().attributes().text("cloud.resource_id").orElseThrow())
                .endsWith("/replicas/r-1");
    }

    @Test
    void saysHowToSwitchItOn() {
        HealthGateway refusing = Mockito.mock(HealthGateway.class);
        Mockito.when(refusing.list(Mockito.anyString()))
                .thenThrow(new ResponseException(
                        Category.REMOTE,
                        new CallInfo("azure", "list", null, null, 1, Duration.ZERO),
                        new ErrorDetails(409, "MissingSubscriptionRegistration", "no", null, null, "")));

        Revisions revisions = stream(refusing).read(null, DAY, new TelemetryBatch());

        assertThat(revisions.completeness().notes())
                .singleElement()
                .asString()
                .contains("az provider register --namespace Microsoft.ResourceHealth");
    }

    @Test
    void makesTheCallsThatItPlans() {
        StreamPlan plan = stream.plan(DAY, Duration.ofMinutes(10)).orElseThrow();
        read();

        assertThat(plan.firstCalls()).isEqualTo(health.lists);
        assertThat(plan.callsPerHour()).isEqualTo(6);
    }

    private List<HealthTransition> read() {
        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(cursor, DAY, batch);
        cursor = revisions.cursor();
        List<HealthTransition> transitions = new ArrayList<>();
        batch.events().stream().sorted(Event.ORDER).forEach(event -> transitions.add((HealthTransition) event));
        return transitions;
    }

    private static HealthTransition only(List<HealthTransition> transitions) {
        assertThat(transitions).hasSize(1);
        return transitions.get(0);
    }

    private HealthStream stream(HealthGateway gateway) {
        return new HealthStream(
                gateway,
                AzureScope.of(List.of(ArmFixtures.SUBSCRIPTION)),
                () -> new InventoryIndex(List.of(database)),
                AzureEndpoints.PUBLIC);
    }

    private AvailabilityStatus status(String state, String since, @Nullable RecentlyResolved over) {
        return new AvailabilityStatus(
                database.id(),
                "current",
                "westeurope",
                state,
                state,
                "summary",
                "logins fail",
                "Unplanned",
                "Transient",
                "Platform Initiated",
                "Unplanned",
                null,
                null,
                Instant.parse(since),
                Instant.parse(since).plus(Duration.ofMinutes(20)),
                null,
                null,
                over,
                List.of());
    }

    private static AvailabilityStatus at(String id, AvailabilityStatus status) {
        return new AvailabilityStatus(
                id,
                status.name(),
                status.location(),
                status.state(),
                status.title(),
                status.summary(),
                status.detailedStatus(),
                status.reasonType(),
                status.chronicity(),
                status.initiator(),
                status.category(),
                status.eventType(),
                status.eventCause(),
                status.occurredAt(),
                status.reportedAt(),
                status.rootCauseAt(),
                status.resolutionEta(),
                status.recentlyResolved(),
                status.recommendedActions());
    }
}
