package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Errors that Sentry counts after their minute was read. */
class LateErrorsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestTime time = TestTime.at(NOON);
    private final Map<Instant, Integer> counted = new TreeMap<>();
    private final FakeSentry server = new FakeSentry()
            .on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""))
            .on("stats_v2/", "{\"groups\":[]}")
            .on("events-timeseries/", p -> FakeSentry.json(series()));
    private final TelemetryStore store = new InMemoryTelemetryStore();

    private String series() {
        StringBuilder values = new StringBuilder();
        counted.forEach((minute, errors) -> values.append(values.isEmpty() ? "" : ",")
                .append("{\"timestamp\":")
                .append(minute.toEpochMilli())
                .append(",\"value\":")
                .append(errors)
                .append('}'));
        return "{\"timeSeries\":[{\"yAxis\":\"count()\",\"groupBy\":[{\"key\":\"release\",\"value\":null}],"
                + "\"meta\":{\"isOther\":false},\"values\":[" + values + "]}]}";
    }

    private SyncReport sync() {
        return SyncEngine.builder(store)
                .source(server.source(time, List.of("production")))
                .clock(time)
                .build()
                .run(SyncRequest.of(TimeWindow.endingAt(time.instant(), Duration.ofHours(6))), SyncListener.none());
    }

    private double at(Instant minute) {
        return store.read(WindowQuery.all(TimeWindow.endingAt(time.instant(), Duration.ofHours(6)))).series().stream()
                .filter(series -> series.key().metric().equals(Metrics.ERROR_COUNT))
                .map(NumberSeries.class::cast)
                .mapToDouble(series -> {
                    for (int i = 0; i < series.size(); i++) {
                        if (series.timeAt(i) == minute.toEpochMilli()) {
                            return series.valueAt(i);
                        }
                    }
                    return 0;
                })
                .sum();
    }

    @Test
    void areFoundByTheNextSyncAsLongAsTheyAreNotAnHourLate() {
        Instant minute = NOON.minus(Duration.ofMinutes(50));
        counted.put(minute, 1);
        sync();
        assertThat(at(minute)).isEqualTo(1);
        counted.put(minute, 5);
        time.advance(Duration.ofMinutes(10));

        sync();

        assertThat(at(minute)).isEqualTo(5);
    }
}
