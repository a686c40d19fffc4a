package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.source.Tier;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.StreamState;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a stream is read next: by its tier or its own interval, and later after failures. */
class SyncScheduleTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final LabStream points = LabStream.of("lab/points").filled(horizon());
    private final LabStream cost = new LabStream("lab/cost", Tier.DAILY).filled(horizon());

    @Test
    void followsTheStreamThenTheSourceThenTheTier() {
        SyncSchedule schedule = SyncSchedule.of(Map.of("lab", Duration.ofMinutes(7), "lab/cost", Duration.ofHours(2)));

        assertThat(schedule.every(cost)).isEqualTo(Duration.ofHours(2));
        assertThat(schedule.every(points)).isEqualTo(Duration.ofMinutes(7));
        assertThat(SyncSchedule.standard().every(points)).isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> SyncSchedule.of(Map.of("lab", Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interval of lab must be positive");
    }

    @Test
    void isNeverLateAndAtMostATenthEarlyAndNotForAllAtOnce() {
        Set<Instant> dues = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            LabStream stream = new LabStream("lab/s" + i, Tier.HOURLY);
            Instant due = SyncSchedule.standard().due(stream, succeeded(stream.name(), NOON), NOON);
            assertThat(due)
                    .isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(54)))
                    .isBeforeOrEqualTo(NOON.plus(Duration.ofHours(1)))
                    .isEqualTo(SyncSchedule.standard().due(stream, succeeded(stream.name(), NOON), NOON));
            dues.add(due);
        }
        assertThat(dues).hasSizeGreaterThan(45);
    }

    @Test
    void readsWhatIsDueAndLeavesTheRest() {
        sync();
        points.reads.clear();
        cost.reads.clear();
        clock.advance(Duration.ofMinutes(2));
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)));

        SyncReport report = sync();

        assertThat(points.reads).isNotEmpty();
        assertThat(result(report, "lab/cost").outcome()).isEqualTo(Outcome.NOT_DUE);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.nextDue()).isBetween(NOON.plusSeconds(2 * 60 + 54), NOON.plusSeconds(3 * 60));
        assertThat(sync().streams()).allMatch(result -> result.outcome() == Outcome.NOT_DUE);
    }

    @Test
    void oneRunMakesUpForManyThatWereMissed() {
        sync();
        clock.advance(Duration.ofDays(2));
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofDays(1)));

        sync();

        assertThat(sync().streams()).allMatch(result -> result.outcome() == Outcome.NOT_DUE);
    }

    @Test
    void backsOffTwiceAsLongEachTimeAndTriesAtOnceWhenAsked() {
        points.vendor = whole -> (window, sink) -> {
            throw new ThroughlineException(Category.DATA, "closed", null);
        };
        Duration before = Duration.ZERO;
        for (int failures = 1; failures <= 6; failures++) {
            SyncReport report = sync();
            assertThat(report.failures()).hasSize(1);
            Attempts attempts = store.state("lab/points").orElseThrow().attempts();
            assertThat(attempts.failures()).isEqualTo(failures);
            Duration wait = Duration.between(clock.instant(), attempts.retryAt());
            assertThat(wait)
                    .isBetween(Duration.ofMinutes(1L << (failures - 1)), Duration.ofSeconds(75L << (failures - 1)));
            assertThat(wait).isGreaterThan(before);
            before = wait;
            clock.advance(wait.minusSeconds(1));
            assertThat(result(sync(), "lab/points").outcome()).isEqualTo(Outcome.BACKING_OFF);
            clock.advance(Duration.ofSeconds(1));
        }
        sync();
        points.vendor = whole -> whole;

        SyncReport asked = engine().run(SyncRequest.of(horizon()), SyncListener.none());

        assertThat(asked.failures()).isEmpty();
        assertThat(store.state("lab/points").orElseThrow().attempts())
                .isEqualTo(new Attempts(0, null, clock.instant()));
    }

    @Test
    void readsWhatIsNewAsOftenAsEverWhileOnlyBackfillFails() {
        AtomicInteger refused = new AtomicInteger();
        points.vendor = whole -> (window, sink) -> {
            if (window.to().isBefore(NOON.minus(Duration.ofHours(12)))) {
                refused.incrementAndGet();
                throw new ThroughlineException(Category.DATA, "500", null);
            }
            return whole.read(window, sink);
        };

        assertThat(result(sync(), "lab/points").failed()).isTrue();
        int failures = 1;
        for (int minute = 1; minute <= 30; minute++) {
            clock.advance(Duration.ofMinutes(1));
            points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofMinutes(1)));
            points.reads.clear();
            failures += result(sync(), "lab/points").failed() ? 1 : 0;
            assertThat(points.reads)
                    .as("minute %d", minute)
                    .anyMatch(read -> read.contains(clock.instant().minusMillis(1)));
        }

        assertThat(refused).hasValue(failures);
        assertThat(failures).isBetween(4, 5);
        points.vendor = whole -> whole::read;
        clock.advance(Duration.ofHours(1));
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)));
        assertThat(result(sync(), "lab/points").outcome()).isEqualTo(Outcome.READ);
        assertThat(store.state("lab/points").orElseThrow().attempts().failures())
                .isZero();
    }

    @Test
    void waitsAsLongAsTheVendorWantsAndLongerForWhatOnlyPeopleMend() {
        ThroughlineException wish = new ServiceUnavailableException(
                new CallInfo("lab", "read", null, null, 1, Duration.ZERO),
                new ErrorDetails(503, null, null, null, null, ""),
                new RateLimit(null, null, null, Duration.ofMinutes(50)));

        assertThat(BackOff.retryAt("lab/x", 1, Category.REMOTE, new IllegalStateException(wish), NOON))
                .isEqualTo(NOON.plus(Duration.ofMinutes(50)));
        assertThat(BackOff.retryAt("lab/x", 1, Category.CREDENTIALS, new IllegalStateException(), NOON))
                .isBetween(NOON.plus(Duration.ofMinutes(10)), NOON.plus(Duration.ofMinutes(13)));
        for (int failures = 1; failures < 100; failures++) {
            assertThat(BackOff.retryAt("lab/x", failures, Category.REMOTE, new IllegalStateException(), NOON))
                    .isBeforeOrEqualTo(NOON.plus(Duration.ofMinutes(75)));
        }
    }

    @Test
    void aClockThatWasSetBackStallsNothing() {
        sync();
        clock.advance(Duration.ofDays(-1));

        SyncReport report = sync();

        assertThat(report.streams()).noneMatch(result -> result.outcome() == Outcome.NOT_DUE);
    }

    private SyncReport sync() {
        return engine().run(SyncRequest.of(horizon()).due(), SyncListener.none());
    }

    private SyncEngine engine() {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", points, cost))
                .clock(clock)
                .build();
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(clock.instant(), Duration.ofDays(1));
    }

    private static Optional<StreamState> succeeded(String stream, Instant at) {
        return Optional.of(new StreamState(
                stream,
                at,
                at.toString(),
                at,
                StreamCompleteness.complete(stream, at),
                new Attempts(0, null, at),
                null));
    }

    private static StreamResult result(SyncReport report, String stream) {
        return report.streams().stream()
                .filter(result -> result.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }
}
