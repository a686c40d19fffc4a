package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final StreamCompleteness metrics = StreamCompleteness.complete("azure/metrics", NOW);
    private final StreamCompleteness tickets = StreamCompleteness.failed("jira/tickets", NOW, "host not reached");

    @Test
    void sortsStreamsAndNamesTheGaps() {
        Completeness completeness = Completeness.of(List.of(tickets, metrics));

        assertThat(completeness.streams()).containsExactly(metrics, tickets);
        assertThat(completeness.gaps()).containsExactly(tickets);
        assertThat(completeness.isComplete()).isFalse();
        assertThat(completeness.ratio()).isEqualTo(0.5);
        assertThat(completeness.stream("jira/tickets")).contains(tickets);
        assertThat(completeness.stream("jira/other")).isEmpty();
    }

    @Test
    void isNotCompleteWhenNothingIsKnown() {
        assertThat(Completeness.none().isComplete()).isFalse();
        assertThat(Completeness.none().ratio()).isZero();
    }

    @Test
    void countsWhatWasCutOffAsAGap() {
        StreamCompleteness cut =
                new StreamCompleteness("azure/metrics", State.COMPLETE, NOW, true, false, 1, List.of("first 500 only"));

        assertThat(Completeness.of(List.of(cut)).gaps()).containsExactly(cut);
    }

    @Test
    void neverGetsBetterByMerging() {
        for (State one : State.values()) {
            for (State other : State.values()) {
                Completeness merged = Completeness.of(List.of(metrics.withState(one)))
                        .merge(Completeness.of(List.of(metrics.withState(other), tickets)));

                assertThat(merged.stream("azure/metrics").orElseThrow().state())
                        .isEqualTo(one.compareTo(other) >= 0 ? one : other);
                assertThat(merged.streams()).hasSize(2);
            }
        }
    }

    @Test
    void refusesTwoStatementsOnOneStream() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Completeness.of(List.of(metrics, metrics.withNote("again"))))
                .withMessageContaining("azure/metrics");
    }

    @Test
    void refusesASamplingFactorBelowOne() {
        for (double factor : new double[] {0.5, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new StreamCompleteness("a/b", State.COMPLETE, NOW, false, false, factor, List.of()));
        }
    }

    @Test
    void keepsAllNotes() {
        assertThat(tickets.withNote("resumes by itself").notes())
                .containsExactly("host not reached", "resumes by itself");
        assertThat(StreamCompleteness.skipped("a/b", null).notes()).containsExactly("skipped on request");
    }
}
