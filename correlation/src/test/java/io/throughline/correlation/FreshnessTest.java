package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.Pulse;
import io.throughline.core.store.StreamState;
import io.throughline.core.sync.SyncSchedule;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreshnessTest {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow WINDOW = TimeWindow.endingAt(END, Duration.ofHours(6));
    private static final Freshness FRESHNESS = Freshness.by(
            SyncSchedule.of(Map.of("lab/slow", Duration.ofHours(8))), List.of(new Lab("lab/quick", "lab/slow")));

    @Test
    void whatWasReadToTheEndStaysComplete() {
        StreamCompleteness told = StreamCompleteness.complete("lab/quick", END.minus(Duration.ofMinutes(15)));

        assertThat(judged(told, null)).isEqualTo(told);
    }

    @Test
    void whatWasReadLongBeforeTheEndIsPartial() {
        Instant asOf = END.minus(Duration.ofMinutes(16));

        StreamCompleteness judged = judged(StreamCompleteness.complete("lab/quick", asOf), null);

        assertThat(judged.state()).isEqualTo(State.PARTIAL);
        assertThat(judged.asOf()).isEqualTo(asOf);
        assertThat(judged.notes()).containsExactly("read up to " + asOf + " only; the window ends at " + END);
    }

    @Test
    void aStreamMayLagAsItsScheduleSays() {
        StreamCompleteness told = StreamCompleteness.complete("lab/slow", END.minus(Duration.ofHours(20)));

        assertThat(judged(told, null)).isEqualTo(told);
        assertThat(judged(StreamCompleteness.complete("lab/slow", END.minus(Duration.ofHours(25))), null)
                        .state())
                .isEqualTo(State.PARTIAL);
    }

    @Test
    void aWindowOfThePastIsWholeHoweverLongAgoItWasRead() {
        Instant asOf = END.minus(Duration.ofDays(2));
        Completeness told = Completeness.of(List.of(StreamCompleteness.complete("lab/quick", asOf)));

        assertThat(FRESHNESS.judge(told, Map.of(), TimeWindow.endingAt(asOf, Duration.ofHours(1))))
                .isEqualTo(told);
    }

    @Test
    void aStreamThatNoSourceHasAnyMoreGoesStaleToo() {
        assertThat(judged(StreamCompleteness.complete("gone/issues", END.minus(Duration.ofDays(1))), null)
                        .state())
                .isEqualTo(State.PARTIAL);
    }

    @Test
    void aSilentStreamIsPartial() {
        Instant since = END.minus(Duration.ofHours(1));

        StreamCompleteness judged = judged(StreamCompleteness.complete("lab/quick", END), since);

        assertThat(judged.state()).isEqualTo(State.PARTIAL);
        assertThat(judged.notes().get(0)).startsWith("silent since " + since);
        assertThat(judged(StreamCompleteness.complete("lab/quick", END), END))
                .satisfies(later -> assertThat(later.state()).isEqualTo(State.COMPLETE));
    }

    @Test
    void ourOwnJournalNeedsNoReading() {
        StreamCompleteness told = StreamCompleteness.complete("throughline/streams", END.minus(Duration.ofDays(9)));

        assertThat(judged(told, null)).isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"COMPLETE"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingBecomesBetter(State state) {
        StreamCompleteness told = new StreamCompleteness(
                "lab/quick", state, END.minus(Duration.ofDays(1)), false, false, 1, List.of("as told"));

        assertThat(judged(told, END.minus(Duration.ofHours(2)))).satisfies(judged -> {
            assertThat(judged.state()).isEqualTo(state);
            assertThat(judged.notes()).hasSize(3).startsWith("as told");
        });
    }

    private static StreamCompleteness judged(
            StreamCompleteness told, @org.jspecify.annotations.Nullable Instant silent) {
        Pulse pulse = new Pulse(END.minus(Duration.ofDays(5)), END, Duration.ZERO, 9, silent);
        StreamState state = new StreamState(told.stream(), null, null, END, told, Attempts.none(), pulse);
        return FRESHNESS
                .judge(Completeness.of(List.of(told)), Silence.now(List.of(state)), WINDOW)
                .streams()
                .get(0);
    }

    /** A source whose streams are never read. */
    private record Lab(String quick, String slow) implements TelemetrySource {

        @Override
        public String id() {
            return "lab";
        }

        @Override
        public List<TelemetryStream> streams() {
            return List.of(new Unread(quick), new Unread(slow));
        }

        @Override
        public List<CheckResult> check() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private record Unread(String name) implements MeasuredStream {

        @Override
        public Tier tier() {
            return Tier.TELEMETRY;
        }

        @Override
        public Duration grid() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration longestRead() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration lateness() {
            return Duration.ofMinutes(5);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            throw new IllegalStateException("this test reads nothing");
        }
    }
}
