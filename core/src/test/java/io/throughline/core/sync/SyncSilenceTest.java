package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.source.Tier;
import io.throughline.core.store.Pulse;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stream that stopped becomes an event and lowers completeness; so does its coming back, once each. */
class SyncSilenceTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final EntityId STREAM = new EntityId("throughline", "stream", "lab/points");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final LabStream points = new LabStream("lab/points", Tier.TELEMETRY);
    private SyncSchedule schedule = SyncSchedule.standard();

    @Test
    void silenceIsToldOnceAndItsEndOnce() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(2)));
        sync();
        assertThat(told()).isEmpty();
        // One hour between windows, two hours late, windows of an hour: 2 × 1 h + 2 h + 3 h.
        clock.advance(Duration.ofHours(7));
        sync();
        assertThat(told()).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 3; i++) {
            SyncReport report = sync();
            assertThat(report.isComplete()).isFalse();
            assertThat(state().completeness().notes())
                    .anyMatch(note -> note.startsWith("nothing has come since 2026-03-02T12:00:00Z"));
            clock.advance(Duration.ofHours(1));
        }

        assertThat(told()).hasSize(1);
        assertThat(told().get(0).start()).isEqualTo(NOON);
        assertThat(told().get(0).current()).isEqualTo(Health.UNAVAILABLE);
        assertThat(told().get(0).title()).contains("lab/points has brought nothing since");
        assertThat(state().pulse()).isNotNull().extracting(Pulse::silentSince).isEqualTo(NOON);
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)));
        assertThat(sync().isComplete()).isTrue();
        sync();

        assertThat(told()).hasSize(2);
        assertThat(told().get(1).current()).isEqualTo(Health.AVAILABLE);
        assertThat(state().pulse().silentSince()).isNull();
    }

    @Test
    void whileSomebodyElseWritesTheEventIsLeftToTheNextSync() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(2)));
        sync();
        clock.advance(Duration.ofHours(8));
        store.steal(StreamJournal.STREAM, "the other one");
        sync();
        assertThat(told()).isEmpty();
        store.free(StreamJournal.STREAM);

        sync();

        assertThat(told()).hasSize(1);
    }

    @Test
    void aWindowThatCouldNotBeReadIsNotSilence() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(2)));
        sync();
        clock.advance(Duration.ofHours(9));
        points.point(NOON.plus(Duration.ofHours(5)), 1, clock.instant());
        points.vendor = whole -> (window, sink) ->
                StreamCompleteness.complete("lab/points", window.to()).withState(State.PARTIAL);

        sync();

        assertThat(told()).isEmpty();
    }

    @Test
    void failingForLongIsToldOnceAndItsEndOnce() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(1)));
        sync();
        points.vendor = whole -> (window, sink) -> {
            throw new ThroughlineException(Category.DATA, "broken answer", null);
        };
        clock.advance(Duration.ofMinutes(14));
        points.point(NOON.plusSeconds(1), 1, clock.instant());
        sync();
        assertThat(told()).as("not yet").isEmpty();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(10));
            sync();
        }
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).start()).isEqualTo(NOON);
        assertThat(told().get(0).cause()).isEqualTo("broken answer");
        points.vendor = whole -> whole;

        sync();
        clock.advance(Duration.ofMinutes(1));
        sync();

        assertThat(told()).hasSize(2);
        assertThat(told().get(1).start()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
    }

    @Test
    void aSyncThatNobodyRanIsNobodysFailure() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(1)));
        sync();
        clock.advance(Duration.ofHours(6));
        points.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(6)));

        sync();

        assertThat(told()).isEmpty();
        assertThat(store.states()).extracting(StreamState::stream).containsExactly("lab/points");
    }

    @Test
    void statusTellsWhatIsLive() {
        points.filled(TimeWindow.endingAt(NOON, Duration.ofDays(2)));
        LabStream never = new LabStream("lab/never", Tier.DAILY);
        sync();

        SyncStatus status = status(never);

        assertThat(status.streams()).extracting(StreamStatus::stream).containsExactly("lab/never", "lab/points");
        assertThat(status.coverage()).isEqualTo(0.5);
        assertThat(status.gaps()).extracting(StreamStatus::stream).containsExactly("lab/never");
        StreamStatus live = status.streams().get(1);
        assertThat(live.isLive()).isTrue();
        assertThat(live.age()).isEqualTo(Duration.ZERO);
        assertThat(live.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(live.nextDue()).isBetween(NOON.plusSeconds(54), NOON.plusSeconds(60));

        clock.advance(Duration.ofMinutes(16));
        assertThat(status(never).streams().get(1).overdue()).isTrue();
        assertThat(status(never).coverage()).isZero();
        schedule = SyncSchedule.of(Map.of("lab", Duration.ofHours(1)));
        assertThat(status(never).coverage()).isEqualTo(0.5);
        clock.advance(Duration.ofHours(8));
        sync();
        StreamStatus silent = status(never).streams().get(1);
        assertThat(silent.silentSince()).isEqualTo(NOON);
        assertThat(silent.isLive()).isFalse();
        assertThat(silent.overdue()).isFalse();
    }

    private SyncStatus status(LabStream other) {
        return SyncStatus.of(store, List.of(LabStream.source("lab", points, other)), schedule, clock.instant());
    }

    private SyncReport sync() {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", points))
                .clock(clock)
                .schedule(schedule)
                .build()
                .run(SyncRequest.of(TimeWindow.endingAt(clock.instant(), Duration.ofDays(2))), SyncListener.none());
    }

    private StreamState state() {
        return store.state("lab/points").orElseThrow();
    }

    private List<HealthTransition> told() {
        return store
                .read(WindowQuery.all(new TimeWindow(NOON.minus(Duration.ofDays(9)), NOON.plus(Duration.ofDays(9)))))
                .events()
                .stream()
                .filter(event -> event.entity().equals(STREAM))
                .map(HealthTransition.class::cast)
                .toList();
    }
}
