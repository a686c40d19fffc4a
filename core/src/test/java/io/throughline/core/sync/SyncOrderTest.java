package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which read comes when, and how long a window is asked for. */
class SyncOrderTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HISTORY = Duration.ofHours(24);

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void readsWhatIsNewOfAllStreamsBeforeWhatIsOldOfAny() {
        LabStream cost = stream("lab/cost", Tier.DAILY);
        LabStream alerts = stream("lab/alerts", Tier.ALERTS);
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);

        run(SyncRequest.of(horizon()), cost, metrics, alerts);

        assertThat(order.subList(0, 3)).containsExactly("lab/alerts", "lab/metrics", "lab/cost");
        assertThat(order.subList(3, 6)).containsOnly("lab/alerts");
        assertThat(order.subList(6, 9)).containsOnly("lab/metrics");
        assertThat(order.subList(9, 12)).containsOnly("lab/cost");
    }

    @Test
    void readsNewerBeforeOlderAmongEquals() {
        LabStream a = stream("lab/a", Tier.TELEMETRY);
        LabStream b = stream("lab/b", Tier.TELEMETRY);

        run(SyncRequest.of(horizon()), b, a);

        assertThat(order).containsExactly("lab/a", "lab/b", "lab/a", "lab/b", "lab/a", "lab/b", "lab/a", "lab/b");
    }

    @Test
    void leavesTheRestOfAPauseThatWasLongToLaterThanOthersFreshData() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        LabStream cost = stream("lab/cost", Tier.DAILY);
        run(SyncRequest.of(horizon()), metrics, cost);
        order.clear();
        clock.advance(Duration.ofDays(3));
        metrics.filled(horizon());
        cost.filled(TimeWindow.endingAt(clock.instant(), Duration.ofHours(3)));

        run(SyncRequest.of(TimeWindow.endingAt(clock.instant(), Duration.ofDays(4))), metrics, cost);

        assertThat(order.indexOf("lab/cost")).isEqualTo(4);
    }

    @Test
    void endsTheBackFillOfAScheduledSyncWhenFreshDataIsDueAndGoesOnNextTime() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        metrics.before = window -> clock.advance(Duration.ofSeconds(40));

        SyncReport first = run(SyncRequest.of(horizon()).due(), metrics);

        assertThat(metrics.reads).hasSize(2);
        assertThat(first.leftBehind()).hasSize(1);
        assertThat(first.nextDue()).isEqualTo(clock.instant());
        assertThat(first.completeness().stream("lab/metrics").orElseThrow().state())
                .isEqualTo(State.PARTIAL);
        clock.advance(Duration.ofSeconds(1));
        run(SyncRequest.of(horizon()).due(), metrics);
        SyncReport third = run(SyncRequest.of(horizon()).due(), metrics);
        run(SyncRequest.of(horizon()).due(), metrics);

        assertThat(third.streams()).hasSize(1);
        assertThat(store.state("lab/metrics").orElseThrow().completeness().state())
                .isEqualTo(State.COMPLETE);
    }

    @Test
    void anExplicitSyncBackFillsToTheEnd() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        metrics.before = window -> clock.advance(Duration.ofMinutes(40));

        SyncReport report = run(SyncRequest.of(horizon()), metrics);

        assertThat(report.leftBehind()).isEmpty();
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void asksForLessWhereTheVendorTakesTooLongAndForMoreAgainLater() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        metrics.longestRead = Duration.ofHours(8);
        List<Duration> tried = new ArrayList<>();
        metrics.vendor = whole -> (window, sink) -> {
            tried.add(window.length());
            if (window.length().compareTo(Duration.ofHours(2)) > 0
                    && window.to().isAfter(NOON.minus(Duration.ofHours(9)))) {
                throw new ThroughlineException(Category.REMOTE, "took too long", null);
            }
            return whole.read(window, sink);
        };

        SyncReport report = run(SyncRequest.of(horizon()), metrics);

        assertThat(report.isComplete()).isTrue();
        assertThat(tried.subList(0, 3)).containsExactly(Duration.ofHours(8), Duration.ofHours(4), Duration.ofHours(2));
        assertThat(tried.get(tried.size() - 1)).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    void takesAVendorThatFailsShortWindowsTooToBeDown() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        List<TimeWindow> tried = new ArrayList<>();
        metrics.vendor = whole -> (window, sink) -> {
            tried.add(window);
            throw new ThroughlineException(Category.NETWORK, "gone", null);
        };

        SyncReport report = run(SyncRequest.of(horizon()), metrics);

        assertThat(report.failures()).hasSize(1);
        assertThat(tried).hasSize(3);
    }

    @Test
    void aWindowThatStaysCutCostsOneReadAndNotAllThatIsOlder() {
        LabStream metrics = stream("lab/metrics", Tier.TELEMETRY);
        TimeWindow cut = TimeWindow.onGrid(NOON.minus(Duration.ofHours(3)), metrics.grid);
        metrics.vendor = whole -> (window, sink) -> {
            StreamCompleteness told = whole.read(window, sink);
            return window.overlaps(cut)
                    ? new StreamCompleteness(told.stream(), State.PARTIAL, told.asOf(), true, false, 1, List.of("cut"))
                    : told;
        };
        run(SyncRequest.of(horizon()), metrics);
        metrics.reads.clear();
        clock.advance(Duration.ofMinutes(1));

        SyncReport again = run(SyncRequest.of(horizon()), metrics);

        assertThat(again.isComplete()).isFalse();
        assertThat(metrics.reads)
                .contains(cut)
                .allMatch(window -> window.from().isAfter(cut.from().minusSeconds(1)));
        metrics.reads.clear();
        clock.advance(Duration.ofMinutes(2));
        SyncReport scheduled = run(SyncRequest.of(horizon()).due(), metrics);
        assertThat(metrics.reads).doesNotContain(cut);
        assertThat(scheduled.isComplete())
                .as("owed, though not asked for again yet")
                .isFalse();
        metrics.vendor = whole -> whole;
        assertThat(run(SyncRequest.of(horizon()), metrics).isComplete()).isTrue();
    }

    private LabStream stream(String name, Tier tier) {
        LabStream stream = new LabStream(name, tier);
        stream.journal = order;
        return stream.filled(horizon());
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(clock.instant(), HISTORY);
    }

    private SyncReport run(SyncRequest request, LabStream... streams) {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", streams))
                .clock(clock)
                .parallelism(1)
                .build()
                .run(request, SyncListener.none());
    }
}
