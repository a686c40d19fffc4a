package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final FakeJira jira = new FakeJira(NOW);
    private final TelemetryBatch batch = new TelemetryBatch();

    @Test
    void tellsAReleaseByTheBoundsOfItsDayInTheAccountsZone() {
        jira.version("7", "2026-11-18");

        Revisions revisions = read();

        Change change = (Change) batch.events().iterator().next();
        assertThat(change.type()).isEqualTo(Change.Type.RELEASE);
        assertThat(change.version()).isEqualTo("v7");
        assertThat(change.title()).isEqualTo("OPS v7 released");
        // St. John's is three and a half hours behind.
        assertThat(change.start()).isEqualTo("2026-11-18T03:30:00Z");
        assertThat(change.end()).isEqualTo("2026-11-19T03:29:59.999999Z");
        assertThat(change.header().attributes().text(VersionTranslator.PRECISION))
                .contains("day");
        assertThat(change.entity()).isEqualTo(JiraEntities.project("acme.atlassian.net", "OPS"));
        assertThat(revisions.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(revisions.completeness().notes()).singleElement().asString().contains("day");
    }

    @Test
    void leavesOutWhatLiesBeforeTheHorizonAndTellsWhatHasNoDay() {
        jira.version("1", "2025-01-01");
        jira.version("2", "");

        Revisions revisions = read();

        assertThat(batch.events()).isEmpty();
        assertThat(revisions.completeness().notes()).singleElement().asString().contains("OPS v2", "release date");
    }

    @Test
    void findsDeletedVersionsByCensus() {
        jira.version("7", "2026-11-18");
        jira.version("8", "2026-11-19");
        read();
        jira.deleteVersion("7");

        assertThat(stream().census(horizon()).orElseThrow()).containsExactly("8");
    }

    @Test
    void takesNoCensusWhileAProjectIsHidden() {
        jira.hide("OPS");

        Revisions revisions = read();

        assertThat(revisions.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(stream().census(horizon())).isEmpty();
    }

    @Test
    void plansTheCallsItMakes() {
        StreamPlan plan = stream().plan(horizon(), Duration.ofMinutes(30)).orElseThrow();
        jira.calls().clear();

        read();

        assertThat(plan.firstCalls()).isEqualTo(jira.calls().size());
        assertThat(plan.callsPerHour()).isEqualTo(2.0 * jira.calls().size());
    }

    private Revisions read() {
        return stream().read(null, horizon(), batch);
    }

    private VersionStream stream() {
        SourceRuntime runtime = new SourceRuntime(TestTime.at(NOW), Settings.HTTP, null);
        return new VersionStream(Settings.streams(Set.of("OPS", "CHK")), jira.client(), runtime);
    }

    private static TimeWindow horizon() {
        return TimeWindow.endingAt(NOW, Duration.ofDays(30));
    }
}
