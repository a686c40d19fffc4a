package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.alerts.AlertDetails;
import io.throughline.azure.alerts.AlertLifecycle;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.alerts.CommonAlert;
import io.throughline.azure.alerts.Posts;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertEventsTest {

    private static final TimeWindow DAY =
            new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));

    private final AlertEvents events = new AlertEvents(AzureEndpoints.PUBLIC);

    @Test
    void arePostedAndListedUnderOneId() {
        CommonAlert post = Posts.fired("10:00:00");
        TelemetryBatch store = new TelemetryBatch();

        store.event(events.event(AlertLifecycle.of(post).alert(), null));
        Alert pushed = (Alert) store.events().iterator().next();
        AlertsStream stream = new AlertsStream(
                new FakeAlerts(List.of(listed("Acknowledged", "Platform", false))),
                AzureScope.of(List.of("s")),
                () -> new InventoryIndex(List.of()),
                AzureEndpoints.PUBLIC);
        Revisions revisions = stream.read(null, DAY, store);

        assertThat(store.events()).hasSize(1);
        Alert polled = (Alert) store.events().iterator().next();
        assertThat(polled.id()).isEqualTo(pushed.id()).startsWith(AlertEvents.STREAM + "#0d5c1f6e");
        assertThat(polled.entity()).isEqualTo(pushed.entity());
        assertThat(polled.rule()).isEqualTo(pushed.rule());
        assertThat(polled.severity()).isEqualTo(pushed.severity());
        assertThat(polled.start()).isEqualTo(pushed.start());
        assertThat(pushed.state()).isEqualTo(Alert.State.FIRED);
        assertThat(polled.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(revisions.cursor()).isEqualTo("2026-11-22T10:05:00Z");
    }

    @Test
    void tellWhenAnAlertIsOver() {
        Alert alert = events.event(
                AlertLifecycle.of(Posts.resolved("10:00:00", "10:30:00"))
                        .posted(Posts.fired("10:00:00"))
                        .alert(),
                null);

        assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(alert.resolvedAt()).isEqualTo(Instant.parse("2026-11-22T10:30:00Z"));
        assertThat(alert.end()).isEqualTo(alert.resolvedAt());
    }

    @Test
    void sayWhichAlertsNeverEndAndWhichAreKeptQuiet() {
        assertThat(nature("Platform")).isNull();
        assertThat(nature("ServiceHealth")).isEqualTo("stateless");
        assertThat(nature("SmartDetector")).isEqualTo("smart detection");
        assertThat(events.event(listed("New", "Platform", true), null)
                        .header()
                        .attributes()
                        .value("throughline.azure.alert.suppressed"))
                .contains(true);
    }

    private @Nullable String nature(String monitor) {
        return events.event(listed("New", monitor, false), null)
                .header()
                .attributes()
                .text("throughline.azure.alert.nature")
                .orElse(null);
    }

    private static AzureAlert listed(String state, String monitor, boolean suppressed) {
        return new AzureAlert(
                Posts.ALERT,
                "too many errors",
                "Sev1",
                state,
                "Fired",
                monitor,
                "Metric",
                Posts.SITE,
                "/subscriptions/s/resourcegroups/rg/providers/microsoft.insights/metricalerts/too many errors",
                "5xx",
                Instant.parse("2026-11-22T10:00:00Z"),
                Instant.parse("2026-11-22T10:05:00Z"),
                null,
                new AlertDetails(null, null, null, null, null, suppressed, Map.of(), Map.of(), Map.of()));
    }
}
