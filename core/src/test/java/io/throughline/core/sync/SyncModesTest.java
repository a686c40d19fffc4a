package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dry runs, forced runs, short horizons, a clock that is set back, and runs with nothing new. */
class SyncModesTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final LabStream points = LabStream.of("lab/points").filled(TimeWindow.endingAt(NOON, Duration.ofDays(3)));
    private final ScriptedSource things = new ScriptedSource();

    @Test
    void aDryRunTellsWhatWouldBeWrittenAndWritesNothing() {
        SyncReport rehearsed = sync(request(Duration.ofDays(1)).dry());

        assertThat(store.writes).isZero();
        assertThat(store.states()).isEmpty();
        assertThat(store.leased()).isEmpty();
        assertThat(rehearsed.isComplete()).isTrue();
        SyncReport real = sync(request(Duration.ofDays(1)));
        assertThat(rehearsed.written()).isEqualTo(real.written());
        assertThat(real.written().added()).isEqualTo(24);
    }

    @Test
    void aDryRunOfAForcedRunTellsTheDifference() {
        sync(request(Duration.ofDays(1)));
        points.point(NOON.minus(Duration.ofMinutes(30)), 1e6, NOON.minus(Duration.ofHours(9)));
        String before = store.contentDigest();

        SyncReport rehearsed = sync(forced(Duration.ofDays(1)).dry());

        assertThat(rehearsed.written()).isEqualTo(new WriteResult(0, 1, 0, 23));
        assertThat(store.contentDigest()).isEqualTo(before);
    }

    @Test
    void aDryRunDoesNotEvenRememberAFailure() {
        points.vendor = whole -> (window, sink) -> {
            throw new ThroughlineException(Category.REMOTE, "closed", null);
        };

        SyncReport report = sync(request(Duration.ofDays(1)).dry());

        assertThat(report.failures()).hasSize(1);
        assertThat(store.writes).isZero();
    }

    @Test
    void aForcedRunThatBreaksOffKeepsTheMarks() {
        sync(request(Duration.ofDays(1)));
        clock.advance(Duration.ofMinutes(10));
        Instant late = NOON.minus(Duration.ofHours(20));
        points.point(late, 4711, clock.instant());
        points.reads.clear();
        points.vendor = whole -> (window, sink) -> {
            if (points.reads.size() == 2) {
                throw new ThroughlineException(Category.CREDENTIALS, "expired", null);
            }
            return whole.read(window, sink);
        };
        sync(forced(Duration.ofDays(1)));
        points.vendor = whole -> whole;
        points.reads.clear();

        SyncReport next = sync(request(Duration.ofDays(1)));

        assertThat(next.written().changed() + next.written().added()).isEqualTo(1);
        assertThat(points.reads).as("not all again").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aShortHorizonLosesNothingOfALongerOne() {
        sync(request(Duration.ofDays(3)));
        clock.advance(Duration.ofMinutes(10));
        points.point(NOON.minus(Duration.ofDays(2)), 4711, clock.instant());
        clock.advance(Duration.ofMinutes(10));
        sync(request(Duration.ofHours(2)));
        clock.advance(Duration.ofMinutes(10));
        points.reads.clear();

        sync(request(Duration.ofDays(3)));

        assertThat(points.reads).as("not all again").hasSizeLessThanOrEqualTo(3);
        assertThat(store.contentDigest()).isEqualTo(readOnceNow(Duration.ofDays(3)));
    }

    @Test
    void aForcedWalkOverAShortHorizonLosesNoRevision() {
        things.thing("old", "old", "2026-02-28T08:00:00Z");
        engineOfThings().run(request(Duration.ofDays(3)), SyncListener.none());
        things.thing("old", "old, changed", "2026-02-28T08:00:00Z");

        engineOfThings().run(forced(Duration.ofHours(1)), SyncListener.none());

        assertThat(store.state(ScriptedSource.REVISED).orElseThrow().cursor())
                .startsWith("2 ");
        SyncReport next = engineOfThings().run(request(Duration.ofDays(3)), SyncListener.none());
        assertThat(next.written().written()).isZero();
    }

    @Test
    void aClockThatWasADayAheadAndIsSetBackLosesNothing() {
        clock.advance(Duration.ofDays(1));
        sync(request(Duration.ofDays(3)));
        clock.advance(Duration.ofDays(-1));
        clock.advance(Duration.ofMinutes(10));
        points.point(NOON.plusSeconds(60), 1, NOON.plusSeconds(120));
        points.point(NOON.minus(Duration.ofHours(30)), 2, NOON.plusSeconds(120));

        sync(request(Duration.ofDays(3)));

        // Under the wrong time it looked silent, and that stays on record.
        assertThat(series(store)).isEqualTo(series(readNow(Duration.ofDays(3))));
    }

    @Test
    void aClockThatIsADayLateForAWhileLosesNothing() {
        sync(request(Duration.ofDays(2)));
        clock.advance(Duration.ofDays(-1));
        sync(request(Duration.ofDays(2)));
        clock.advance(Duration.ofDays(1).plusMinutes(10));
        points.point(NOON.plusSeconds(60), 1, NOON.plusSeconds(120));
        points.point(NOON.minus(Duration.ofHours(30)), 2, NOON.plusSeconds(120));

        sync(request(Duration.ofDays(2)));

        clock.advance(Duration.ofSeconds(1));
        assertThat(sync(request(Duration.ofDays(2))).written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(readOnceNow(Duration.ofDays(3)));
    }

    @Test
    void withNothingNewNoRowIsWrittenAndTheMarksMove() {
        sync(request(Duration.ofDays(1)));
        int writes = store.writes;
        int saves = store.saves;
        clock.advance(Duration.ofMinutes(10));

        SyncReport report = sync(request(Duration.ofDays(1)));

        assertThat(report.written().written()).isZero();
        assertThat(store.writes - writes).isEqualTo(store.saves - saves).isEqualTo(1);
        StreamState state = store.state("lab/points").orElseThrow();
        assertThat(state.watermark()).isEqualTo(clock.instant());
        assertThat(state.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(state.attempts().succeededAt()).isEqualTo(clock.instant());
    }

    private SyncReport sync(SyncRequest request) {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", points))
                .clock(clock)
                .build()
                .run(request, SyncListener.none());
    }

    private SyncEngine engineOfThings() {
        return SyncEngine.builder(store).source(things).clock(clock).build();
    }

    private String readOnceNow(Duration history) {
        return readNow(history).contentDigest();
    }

    private LeasingStore readNow(Duration history) {
        LeasingStore other = new LeasingStore();
        SyncEngine.builder(other)
                .source(LabStream.source("lab", points))
                .clock(clock)
                .build()
                .run(request(history), SyncListener.none());
        return other;
    }

    private static List<Series> series(LeasingStore store) {
        return store.read(WindowQuery.all(TimeWindow.endingAt(NOON.plus(Duration.ofDays(2)), Duration.ofDays(9))))
                .series();
    }

    private SyncRequest request(Duration history) {
        return SyncRequest.of(TimeWindow.endingAt(clock.instant(), history));
    }

    private SyncRequest forced(Duration history) {
        return new SyncRequest(TimeWindow.endingAt(clock.instant(), history), Set.of(), Set.of(), true);
    }
}
