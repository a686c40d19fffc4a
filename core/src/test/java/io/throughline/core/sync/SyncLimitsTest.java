package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallLimitException;
import io.throughline.core.http.CallMeter;
import io.throughline.core.source.Tier;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A limit of calls is kept to the call; what is less urgent stays behind, and nothing of it counts as a failure. */
class SyncLimitsTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final HttpClient vendors = mock(HttpClient.class);
    private final CallMeter meter = CallMeter.over(vendors);
    private final LabStream alerts = calling(new LabStream("lab/alerts", Tier.ALERTS));
    private final LabStream cost = calling(new LabStream("lab/cost", Tier.DAILY));

    @Test
    void leavesTheLessUrgentBehindAndSaysSo() throws Exception {
        SyncReport report = sync(SyncRequest.of(horizon()).atMost(5));

        verify(vendors, times(5)).send(any(), any());
        assertThat(result(report, "lab/alerts").outcome()).isEqualTo(Outcome.READ);
        StreamResult behind = result(report, "lab/cost");
        assertThat(behind.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(behind.failed()).isFalse();
        assertThat(behind.calls()).isEqualTo(1);
        assertThat(behind.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(behind.completeness().notes()).anyMatch(note -> note.contains("limit of 5 calls"));
        assertThat(report.leftBehind()).containsExactly(behind);
        assertThat(report.isComplete()).isFalse();
        assertThat(store.state("lab/cost").orElseThrow().attempts().failures()).isZero();
        assertThat(report.nextDue()).isEqualTo(NOON);
    }

    @Test
    void goesOnNextTimeUntilAllIsThere() throws Exception {
        int runs = 0;
        do {
            clock.advance(Duration.ofSeconds(1));
        } while (!sync(SyncRequest.of(horizon()).atMost(2)).isComplete() && ++runs < 20);

        assertThat(runs).isLessThanOrEqualTo(5);
        assertThat(store.contentDigest()).isEqualTo(unlimited());
    }

    @Test
    void catchesUpAfterALongPauseUnderALimitToo() throws Exception {
        sync(SyncRequest.of(horizon()));
        clock.advance(Duration.ofDays(6));
        TimeWindow pause = new TimeWindow(NOON, clock.instant());
        alerts.filled(pause);
        cost.filled(pause);
        alerts.point(NOON.minus(Duration.ofHours(20)), 77, clock.instant());

        int runs = 0;
        TimeWindow all = new TimeWindow(NOON.minus(Duration.ofHours(24)), clock.instant());
        do {
            clock.advance(Duration.ofSeconds(1));
        } while (!sync(SyncRequest.of(all).atMost(7)).isComplete() && ++runs < 30);

        assertThat(runs).isLessThan(12);
        assertThat(store.contentDigest()).isEqualTo(unlimited(all));
    }

    @Test
    void doesNotKeepWhatASourceToldAfterACallWasRefused() {
        AtomicInteger refused = new AtomicInteger();
        cost.vendor = whole -> (window, sink) -> {
            try {
                call();
                call();
            } catch (CallLimitException e) {
                refused.incrementAndGet();
                return StreamCompleteness.complete("lab/cost", window.to()); // taken for an empty page
            }
            return whole.read(window, sink);
        };
        cost.before = window -> {};

        // The newest of the other stream takes one; the second call here is one too many.
        StreamResult behind = result(sync(SyncRequest.of(horizon()).atMost(2)), "lab/cost");

        assertThat(refused).hasValue(1);
        assertThat(behind.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(store.state("lab/cost").orElseThrow().watermark()).isNull();
        assertThat(sync(SyncRequest.of(horizon())).isComplete()).isTrue();
        assertThat(store.contentDigest()).isEqualTo(unlimited());
    }

    @Test
    void takesARefusalInAnotherExceptionForWhatItIs() {
        alerts.before = window -> {
            try {
                call();
            } catch (CallLimitException e) {
                throw new IllegalStateException("pipeline failed", e);
            }
        };

        SyncReport report = sync(SyncRequest.of(horizon()).atMost(2));

        assertThat(result(report, "lab/alerts").outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void aVendorThatTakesNoMoreIsAskedOnlyForWhatIsMoreUrgent() {
        LabStream metrics = calling(LabStream.of("lab/metrics"));
        metrics.vendor = whole -> (window, sink) -> {
            throw new ThroughlineException(Category.QUOTA, "429", null);
        };
        LabStream other = calling(LabStream.of("elsewhere/points"));

        SyncReport report = SyncEngine.builder(store)
                .source(LabStream.source("lab", alerts, metrics, cost))
                .source(LabStream.source("elsewhere", other))
                .clock(clock)
                .parallelism(1)
                .build()
                .run(SyncRequest.of(horizon()), SyncListener.none());

        assertThat(result(report, "lab/metrics").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(alerts.reads).as("fresh data only").hasSize(1);
        assertThat(cost.reads).isEmpty();
        assertThat(result(report, "lab/cost").completeness().notes())
                .anyMatch(note -> note.contains("lab takes no more calls"));
        assertThat(result(report, "elsewhere/points").outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void cannotLimitWhatIsNotCounted() {
        SyncEngine engine = SyncEngine.builder(store)
                .source(LabStream.source("lab", alerts))
                .clock(clock)
                .build();

        assertThatThrownBy(() -> engine.run(SyncRequest.of(horizon()).atMost(3), SyncListener.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meter");
    }

    private LabStream calling(LabStream stream) {
        stream.before = window -> call();
        return stream.filled(TimeWindow.endingAt(NOON, Duration.ofHours(24)));
    }

    private void call() {
        try {
            meter.client()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://lab.example/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SyncReport sync(SyncRequest request) {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", cost, alerts))
                .clock(clock)
                .meter(meter)
                .build()
                .run(request, SyncListener.none());
    }

    private String unlimited() {
        return unlimited(horizon());
    }

    private String unlimited(TimeWindow horizon) {
        LeasingStore other = new LeasingStore();
        LabStream[] streams = {alerts, cost};
        SyncEngine.builder(other)
                .source(LabStream.source("lab", streams))
                .clock(clock)
                .build()
                .run(SyncRequest.of(horizon), SyncListener.none());
        return other.contentDigest();
    }

    private static TimeWindow horizon() {
        return TimeWindow.endingAt(NOON, Duration.ofHours(24));
    }

    private static StreamResult result(SyncReport report, String stream) {
        return report.streams().stream()
                .filter(result -> result.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }
}
