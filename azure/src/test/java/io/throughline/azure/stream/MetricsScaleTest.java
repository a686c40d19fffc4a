package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.throughline.azure.AzureClient;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A thousand resources of every type over three regions, through the real SDK client. */
class MetricsScaleTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final List<String> REGIONS = List.of("westeurope", "northeurope", "swedencentral");
    /** Points an hour; the system property measures with another density. */
    private static final int DENSITY = Integer.getInteger("throughline.metrics.density", 2);

    private static final TimeWindow HORIZON =
            new TimeWindow(Instant.parse("2026-11-22T02:00:00Z"), Instant.parse("2026-11-22T10:00:00Z"));

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final MetricsPlane plane = new MetricsPlane(DENSITY);
    private final List<AzureResource> resources = resources(1000);

    @Test
    void makesAsManyCallsAsPlannedAndBringsEverySeries() {
        MetricsStream stream = stream();
        StreamPlan plan = stream.plan(HORIZON, Duration.ofMinutes(5)).orElseThrow();
        int definitions = plane.definitionCalls();
        assertThat(plane.batchCalls()).isZero();
        assertThat(definitions).isEqualTo(MetricCatalogue.types().size());

        List<TimeWindow> reads = List.of(
                new TimeWindow(HORIZON.from(), HORIZON.from().plus(stream.longestRead())),
                new TimeWindow(HORIZON.from().plus(stream.longestRead()), HORIZON.to()));
        assertThat(stream.readsOf(HORIZON)).isEqualTo(reads.size());
        long points = 0;
        for (TimeWindow window : reads) {
            TelemetryBatch batch = new TelemetryBatch();
            StreamCompleteness completeness = stream.read(window, batch);

            assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
            assertThat(completeness.notes()).isEmpty();
            Set<String> keys = new HashSet<>();
            for (Series series : batch.series()) {
                assertThat(keys.add(series.key().toString() + series.key().kind()))
                        .isTrue();
                points += series.size();
            }
            assertThat(keys).hasSize(expectedSeries());
        }

        assertThat((long) plane.batchCalls()).isEqualTo(plan.firstCalls());
        assertThat(plane.definitionCalls()).isEqualTo(definitions);
        assertThat(plane.callsByHost().keySet())
                .containsExactly(
                        "northeurope.metrics.monitor.azure.com",
                        "swedencentral.metrics.monitor.azure.com",
                        "westeurope.metrics.monitor.azure.com");
        assertThat(points).isPositive();
        assertThat(plan.notes()).anyMatch(note -> note.contains("metrics are read of 1000 of 1000 resources"));
        System.getLogger(MetricsScaleTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} resources of {1} types: {2} calls, {3} series, {4} points, largest answer {5} bytes",
                        resources.size(),
                        MetricCatalogue.types().size(),
                        plane.batchCalls(),
                        expectedSeries(),
                        points,
                        plane.largestAnswer());
    }

    private MetricsStream stream() {
        AzureClient client = AzureClient.builder(context -> Mono.just(new AccessToken(
                        "token", Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))))
                .httpClient(plane)
                .clock(time)
                .waiter(time)
                .build();
        InventoryIndex inventory = new InventoryIndex(resources);
        return new MetricsStream(client.metrics(), client.metricDefinitions(), () -> inventory, time);
    }

    private int expectedSeries() {
        int series = 0;
        for (AzureResource resource : resources) {
            series += MetricCatalogue.of(resource.type()).stream()
                    .mapToInt(MetricsPlane::seriesOf)
                    .sum();
        }
        return series;
    }

    private static List<AzureResource> resources(int count) {
        List<String> types = MetricCatalogue.types();
        List<AzureResource> resources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = types.get(i % types.size());
            String[] parts = type.split("/", -1);
            StringBuilder path = new StringBuilder(parts[0]);
            for (int part = 1; part < parts.length; part++) {
                path.append('/').append(parts[part]).append("/r").append(i);
            }
            resources.add(new AzureResource(
                    "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/" + path,
                    "r" + i,
                    type,
                    REGIONS.get(i / types.size() % REGIONS.size()),
                    "rg",
                    SUBSCRIPTION,
                    null,
                    new TreeMap<>(),
                    null,
                    null,
                    null));
        }
        return resources;
    }
}
