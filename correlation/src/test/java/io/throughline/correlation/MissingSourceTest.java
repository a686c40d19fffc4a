package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.RootCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    @Test
    void aChangeThatCouldNotBeSeenMayBeTheCauseOfWhatIsFull() {
        Shop full = new Shop(1, 75, Faults.processor(20, 50));
        assertThat(causes(full.window()).get(0).kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
        assertThat(causes(full.window())).extracting(RootCause::kind).doesNotContain(CauseKind.UNKNOWN);

        List<RootCause> blind =
                causes(with(full.window(), StreamCompleteness.failed("azure/changes", null, "refused")));

        RootCause unknown = blind.stream()
                .filter(cause -> cause.kind() == CauseKind.UNKNOWN)
                .findFirst()
                .orElseThrow();
        assertThat(unknown.reasons())
                .extracting(Reason::text)
                .anySatisfy(text ->
                        assertThat(text).contains("A change could not be seen").contains("azure/changes"));
        assertThat(unknown.score()).isGreaterThan(0.5);
        assertThat(blind)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(RootCause::score).reversed());
    }

    @Test
    void whatShowsNothingOfACauseLeavesItAsItWas() {
        List<RootCause> before = causes(WHOLE);

        List<RootCause> after = causes(with(WHOLE, StreamCompleteness.failed("jira/tickets", null, "refused")));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void aStreamWeighsOnTheCausesThatItWouldShow() {
        double query = score(WHOLE, CauseKind.QUERY);
        TelemetryWindow blind = with(WHOLE, StreamCompleteness.failed("azure/queries", null, "refused"));

        assertThat(score(blind, CauseKind.QUERY)).isLessThan(query);
        assertThat(score(blind, CauseKind.CHANGE)).isEqualTo(score(WHOLE, CauseKind.CHANGE));
    }

    private static double score(TelemetryWindow window, CauseKind kind) {
        return causes(window).stream()
                .filter(cause -> cause.kind() == kind)
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static List<RootCause> causes(TelemetryWindow window) {
        List<Incident> incidents =
                CorrelationEngine.ofDefaults().analyze(window).incidents();
        assertThat(incidents).hasSize(1);
        return incidents.get(0).rootCauses();
    }

    private static TelemetryWindow with(TelemetryWindow window, StreamCompleteness more) {
        List<StreamCompleteness> told = new ArrayList<>(window.completeness().streams());
        told.add(more);
        return new TelemetryWindow(
                window.span(),
                window.focus(),
                window.entities(),
                window.series(),
                window.events(),
                window.dependencies(),
                window.memberships(),
                Completeness.of(told));
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
