package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.rank.RootCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was left out, is stale or failed makes nothing surer. */
class MissingSourceTest {

    private static final TelemetryWindow WHOLE = new Shop(1, 75, Faults.database(20, 50))
            .deployed("orders", "1.9", 18)
            .window();

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"COMPLETE"},
            mode = EnumSource.Mode.EXCLUDE)
    void noScoreImproves(State state) {
        Map<String, Double> before = scores(WHOLE);

        Map<String, Double> after = scores(with(state));

        assertThat(before).isNotEmpty();
        after.forEach((cause, score) -> {
            if (!cause.startsWith("UNKNOWN")) {
                assertThat(before).containsKey(cause);
                assertThat(score).as(cause).isLessThan(before.get(cause));
            }
        });
    }

    @Test
    void aStreamThatIsReadSeldomHoldsNothingBack() {
        List<StreamCompleteness> told = new ArrayList<>(WHOLE.completeness().streams());
        told.add(StreamCompleteness.complete("azure/cost", WHOLE.focus().from()));

        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(with(told));

        assertThat(report.incidents())
                .isNotEmpty()
                .isEqualTo(CorrelationEngine.ofDefaults().analyze(WHOLE).incidents());
    }

    @Test
    void whatWasNotReadUpToTheEndIsNotTakenForZero() {
        Instant early = WHOLE.focus().from();
        List<StreamCompleteness> told = WHOLE.completeness().streams().stream()
                .map(stream -> StreamCompleteness.complete(stream.stream(), early))
                .toList();

        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(with(told));

        assertThat(report.incidents())
                .isNotEqualTo(CorrelationEngine.ofDefaults().analyze(WHOLE).incidents());
    }

    private static TelemetryWindow with(State state) {
        return with(WHOLE.completeness().streams().stream()
                .map(stream -> stream.stream().startsWith("sentry/") ? stream.withState(state) : stream)
                .toList());
    }

    private static TelemetryWindow with(List<StreamCompleteness> told) {
        return new TelemetryWindow(
                WHOLE.span(),
                WHOLE.focus(),
                WHOLE.entities(),
                WHOLE.series(),
                WHOLE.events(),
                WHOLE.dependencies(),
                WHOLE.memberships(),
                Completeness.of(told));
    }

    private static Map<String, Double> scores(TelemetryWindow window) {
        Map<String, Double> scores = new HashMap<>();
        for (Incident incident : CorrelationEngine.ofDefaults().analyze(window).incidents()) {
            for (RootCause cause : incident.rootCauses()) {
                scores.put(cause.kind() + " " + cause.entity() + " " + cause.title(), cause.score());
            }
        }
        return scores;
    }
}
