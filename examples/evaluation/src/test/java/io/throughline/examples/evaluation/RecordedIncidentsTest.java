package io.throughline.examples.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job end to end on each recording, held against what really happened. */
class RecordedIncidentsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    /** Latency and errors are read in steps of a minute. */
    private static final Duration BUCKET = Duration.ofMinutes(1);

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhenAReleaseDropsTheUseOfAnIndex {

        private RecordedRun run;
        private Truth truth;
        private Incident incident;

        @BeforeAll
        void replay(@TempDir Path folder) {
            run = RecordedRun.of("database", NOW, folder);
            truth = Truth.of("database", run.shift());
            incident = theOnlyIncident(run.report());
        }

        @Test
        void everyStreamIsReadWhole() {
            assertThat(run.sync().isComplete())
                    .as(run.sync().completeness().gaps().toString())
                    .isTrue();
        }

        @Test
        void theReleaseIsTheFirstCause() {
            RootCause first = incident.rootCauses().get(0);

            assertThat(first.kind()).isEqualTo(CauseKind.CHANGE);
            assertThat(Objects.requireNonNull(first.change()).version())
                    .asString()
                    .contains(truth.text("version"));
            assertThat(first.title()).contains(truth.text("rootCauseRole"));
        }

        @Test
        void theQueryOnTheDatabaseIsTheMechanism() {
            Mechanism mechanism =
                    Objects.requireNonNull(incident.rootCauses().get(0).mechanism());

            assertThat(mechanism.queryHash()).isEqualTo(truth.mechanism("queryId"));
            assertThat(mechanism.entity().key()).endsWith("psql-shop-prod");
        }

        @Test
        void latencyRoseWhenItReallyDid() {
            Episode latency = first(incident, SignalClass.LATENCY, truth.text("rootCauseRole"));

            assertThat(Duration.between(truth.instant("latencyOnset"), latency.onset())
                            .abs())
                    .isLessThanOrEqualTo(BUCKET.multipliedBy(2));
        }

        @Test
        void latencyCameBeforeErrorsByTheRecordedLag() {
            Correlation link = latencyToErrors(incident, truth.text("rootCauseRole"));

            assertThat(link.verdict()).isIn(Verdict.LIKELY_CAUSE, Verdict.ASSOCIATED, Verdict.COMMON_CAUSE);
            assertThat(link.lag().best()).isPositive();
            assertThat(link.lag()
                            .best()
                            .minus(truth.seconds("lagLatencyToErrorSurgeSeconds"))
                            .abs())
                    .isLessThanOrEqualTo(BUCKET);
        }

        @Test
        void theTicketAndTheAlertBelongToIt() {
            assertThat(incident.timeline())
                    .anySatisfy(entry -> assertThat(entry.title()).contains(truth.text("ticketKey")))
                    .anySatisfy(entry -> assertThat(entry.title()).contains(truth.text("firstAlertRule")));
            assertThat(incident.timeline().stream().map(entry -> entry.lane()).distinct())
                    .contains("azure", "sentry", "jira");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhenAProcessorIsExhaustedWithoutAnyChange {

        private RecordedRun run;
        private Truth truth;
        private Incident incident;

        @BeforeAll
        void replay(@TempDir Path folder) {
            run = RecordedRun.of("cpu", NOW, folder);
            truth = Truth.of("cpu", run.shift());
            incident = theOnlyIncident(run.report());
        }

        @Test
        void noChangeIsBlamed() {
            assertThat(incident.rootCauses()).extracting(RootCause::kind).doesNotContain(CauseKind.CHANGE);
        }

        @Test
        void theSaturatedProcessorIsTheFirstCause() {
            RootCause first = incident.rootCauses().get(0);

            assertThat(first.kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
            assertThat(first.title()).contains("CPU");
            assertThat(first.entity().key())
                    .contains(truth.text("rootCauseRole").replace("-api", ""));
        }

        @Test
        void itBeganWhenItReallyDid() {
            assertThat(Duration.between(truth.instant("onset"), incident.start())
                            .abs())
                    .isLessThanOrEqualTo(BUCKET.multipliedBy(2));
        }
    }

    @Test
    void nothingIsReportedWhenNothingHappened(@TempDir Path folder) {
        RecordedRun run = RecordedRun.of("quiet", NOW, folder);

        assertThat(run.sync().isComplete()).isTrue();
        assertThat(run.report().incidents()).isEmpty();
        assertThat(run.report().tested().seriesTested()).isGreaterThan(50);
    }

    private static Incident theOnlyIncident(CorrelationReport report) {
        assertThat(report.incidents()).extracting(Incident::title).hasSize(1);
        return report.incidents().get(0);
    }

    private static Episode first(Incident incident, SignalClass signal, String role) {
        List<Episode> episodes = incident.episodes().stream()
                .filter(episode -> episode.signal() == signal)
                .filter(episode -> episode.entity().key().endsWith("/" + role))
                .toList();
        assertThat(episodes).isNotEmpty();
        return episodes.get(0);
    }

    /** The link from the service's first latency episode to its error tracker's episode. */
    private static Correlation latencyToErrors(Incident incident, String role) {
        Optional<Correlation> link = incident.correlations().stream()
                .filter(correlation -> signal(incident, correlation.from().id()) == SignalClass.LATENCY
                        && signal(incident, correlation.to().id()) == SignalClass.ERRORS
                        && correlation.from().entity().key().endsWith("/" + role)
                        && correlation.to().entity().system().equals("sentry")
                        && correlation.to().entity().key().endsWith("/" + role))
                .findFirst();
        assertThat(link).as("a link from latency to errors of " + role).isPresent();
        return link.orElseThrow();
    }

    private static SignalClass signal(Incident incident, String episode) {
        return incident.episodes().stream()
                .filter(candidate -> candidate.id().equals(episode))
                .map(Episode::signal)
                .findFirst()
                .orElse(SignalClass.OTHER);
    }
}
