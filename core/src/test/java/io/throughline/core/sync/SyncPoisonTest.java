package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.SetAside;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A record that cannot be taken is told of, and does not cost the others. */
class SyncPoisonTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final LabStream points = LabStream.of("lab/points").filled(TimeWindow.endingAt(NOON, Duration.ofDays(1)));
    private final LabStream others = LabStream.of("lab/others").filled(TimeWindow.endingAt(NOON, Duration.ofDays(1)));

    @Test
    void whatASourceSetsAsideIsCountedAndTold() {
        points.vendor = whole -> (window, sink) -> {
            if (window.to().equals(NOON)) {
                sink.setAside(new SetAside("lab/points", "17", NOON.minusSeconds(5), "no time in it", "{}"));
            }
            return whole.read(window, sink);
        };

        SyncReport report = sync();

        StreamResult result = result(report, "lab/points");
        assertThat(result.outcome()).isEqualTo(Outcome.READ);
        assertThat(result.setAside()).isEqualTo(1);
        assertThat(result.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(result.completeness().notes())
                .containsExactly("1 record of lab/points was set aside: no time in it");
        assertThat(values()).isEqualTo(24);
        clock.advance(Duration.ofMinutes(10));
        assertThat(sync().isComplete()).as("as long as it is set aside").isFalse();
        clock.advance(Duration.ofMinutes(10));
        points.vendor = whole -> whole;
        points.point(NOON.minusSeconds(5), 17, clock.instant());
        assertThat(sync().isComplete()).as("once it can be read").isTrue();
        assertThat(state("lab/points").completeness().notes()).isEmpty();
    }

    @Test
    void whatTheStoreRefusesIsSetAsideAndTheRestIsWritten() {
        points.vendor = whole -> (window, sink) -> {
            sink.series(NumberSeries.of(
                    points.key(),
                    null,
                    new long[] {window.from().toEpochMilli() + 1, window.to().toEpochMilli() + 1},
                    new double[] {-1, -2}));
            return whole.read(window, sink);
        };

        SyncReport report = sync();

        assertThat(report.failures()).isEmpty();
        assertThat(values()).isEqualTo(24 + 4);
        assertThat(store.setAside("lab/points"))
                .isNotEmpty()
                .allMatch(record -> record.reason().contains("outside of the window that was read"));
        assertThat(result(report, "lab/points").setAside()).isEqualTo(4);
    }

    @Test
    void aDefectOfOneSourceFailsItsStreamOnlyAndLeavesTheMarks() {
        sync();
        StreamState before = state("lab/points");
        clock.advance(Duration.ofHours(1));
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)));
        points.vendor = whole -> (window, sink) -> {
            throw new IndexOutOfBoundsException("7");
        };

        SyncReport report = sync();

        assertThat(result(report, "lab/points").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(report, "lab/others").outcome()).isEqualTo(Outcome.READ);
        assertThat(state("lab/points").watermark()).isEqualTo(before.watermark());
        assertThat(state("lab/points").cursor()).isEqualTo(before.cursor());
        points.vendor = whole -> whole;
        sync();
        assertThat(values()).isEqualTo(25);
    }

    private int values() {
        return store.read(WindowQuery.all(TimeWindow.endingAt(clock.instant(), Duration.ofDays(2)))).series().stream()
                .filter(series -> series.key().equals(points.key()))
                .mapToInt(series -> series.size())
                .sum();
    }

    private SyncReport sync() {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", points, others))
                .clock(clock)
                .build()
                .run(SyncRequest.of(TimeWindow.endingAt(clock.instant(), Duration.ofDays(1))), SyncListener.none());
    }

    private StreamState state(String stream) {
        return store.state(stream).orElseThrow();
    }

    private static StreamResult result(SyncReport report, String stream) {
        return report.streams().stream()
                .filter(result -> result.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }
}
