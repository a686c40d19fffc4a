package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import io.throughline.sonarcloud.SimulatedSonar.Analysis;
import io.throughline.sonarcloud.SimulatedSonar.Branch;
import io.throughline.sonarcloud.SimulatedSonar.Issue;
import io.throughline.sonarcloud.SimulatedSonar.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams under the real sync. */
class SonarSyncTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestTime clock = TestTime.at(NOW);
    private final TelemetryStore store = new InMemoryTelemetryStore();
    private final SimulatedSonar sonar = new SimulatedSonar();

    @BeforeEach
    void twoProjects() {
        for (String key : new String[] {"a", "b"}) {
            Project project = new Project(key);
            for (int day = 3; day > 0; day--) {
                project.main()
                        .analyses
                        .add(new Analysis(
                                key + day,
                                NOW.minus(Duration.ofDays(day)),
                                "1." + day,
                                "rev" + day,
                                Map.of("alert_status", "OK", "bugs", "3", "new_violations", "1")));
            }
            Instant date = NOW.minus(Duration.ofDays(2));
            project.main()
                    .issues
                    .put(key + "i", new Issue(key + "i", "java:S1", "MAJOR", "HIGH", "OPEN", date, date, null));
            sonar.projects.put(key, project);
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        SyncReport first = sync();
        String content = store.contentDigest();
        clock.advance(Duration.ofMinutes(10));

        SyncReport second = sync();

        assertThat(first.isComplete()).as("%s", first.streams()).isTrue();
        assertThat(first.written().added()).isPositive();
        assertThat(second.written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(content);
    }

    @Test
    void asksForNoMeasureWhileNothingIsAnalysed() {
        sync();
        sonar.calls.clear();
        clock.advance(Duration.ofMinutes(10));

        sync();

        assertThat(sonar.calls).noneMatch(call -> call.contains("measures/component") || call.contains("metrics=bugs"));
    }

    @Test
    void readsTheOthersIfOneProjectCannotBeRead() {
        Objects.requireNonNull(sonar.projects.get("a")).broken = true;

        SyncReport report = sync();

        assertThat(report.failures()).isEmpty();
        assertThat(report.streams()).allSatisfy(stream -> {
            assertThat(stream.completeness().state()).isEqualTo(State.PARTIAL);
            assertThat(stream.completeness().notes()).singleElement().asString().contains("project a ");
        });
        assertThat(store.vendorIds("sonarcloud/analyses", horizon())).containsExactly("b1", "b2", "b3");
        Objects.requireNonNull(sonar.projects.get("a")).broken = false;
        assertThat(sync().isComplete()).isTrue();
        assertThat(store.vendorIds("sonarcloud/analyses", horizon())).hasSize(6);
    }

    @Test
    void readsWhatAnAnalysisChangedThatIsOlderThanWhatPeopleDid() {
        Branch main = Objects.requireNonNull(sonar.projects.get("a")).main();
        Instant decided = NOW.minusSeconds(60);
        main.issues.put("aj", new Issue("aj", "java:S1", "MAJOR", "HIGH", "ACCEPTED", decided, decided, null));
        sync();
        Instant scanned = NOW.minusSeconds(300);
        Instant created = Objects.requireNonNull(main.issues.get("ai")).created();
        main.analyses.add(new Analysis("a0", scanned, "1.0", "rev0", Map.of("alert_status", "OK")));
        main.issues.put("ai", new Issue("ai", "java:S1", "MAJOR", "HIGH", "FIXED", created, scanned, scanned));
        clock.advance(Duration.ofMinutes(10));

        sync();

        assertThat(store.read(WindowQuery.all(horizon())).events())
                .filteredOn(event -> event.provenance().vendorId().equals("ai"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(((Change) event).outcome()).isEqualTo("FIXED");
                    assertThat(event.end()).isEqualTo(scanned);
                });
    }

    @Test
    void keepsIssuesOfAProjectThatCannotBeReadJustNow() {
        sync();
        Objects.requireNonNull(sonar.projects.get("a")).broken = true;
        clock.advance(Duration.ofDays(1));

        sync();

        assertThat(store.vendorIds("sonarcloud/issues", horizon())).containsExactly("ai", "bi");
    }

    @Test
    void retiresIssuesOfADeletedProjectAndKeepsItsAnalyses() {
        sync();
        sonar.projects.remove("a");
        clock.advance(Duration.ofDays(1));

        sync();

        assertThat(store.vendorIds("sonarcloud/issues", horizon())).containsExactly("bi");
        assertThat(store.vendorIds("sonarcloud/analyses", horizon())).hasSize(6);
    }

    @Test
    void tellsWhatTheServerHasThinnedOut() {
        sync();
        Objects.requireNonNull(sonar.projects.get("a")).main().analyses.remove(1);
        sonar.projects
                .get("a")
                .main()
                .analyses
                .add(new Analysis("a0", NOW, "1.0", "rev0", Map.of("alert_status", "OK", "bugs", "3")));
        clock.advance(Duration.ofMinutes(10));

        StreamResult measures = sync().streams().stream()
                .filter(stream -> stream.stream().equals("sonarcloud/measures"))
                .findFirst()
                .orElseThrow();

        assertThat(measures.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(measures.completeness().notes())
                .singleElement()
                .asString()
                .contains("thinned out 1 analyses", "stays");
    }

    @Test
    void saysThatAProjectWasNeverAnalysedRatherThanThatItIsClean() {
        sonar.projects.put("c", new Project("c"));

        SyncReport report = sync();

        assertThat(report.streams())
                .filteredOn(stream -> stream.stream().equals("sonarcloud/issues"))
                .singleElement()
                .satisfies(issues -> assertThat(issues.completeness().notes())
                        .anySatisfy(note -> assertThat(note).contains("project c was never analysed")));
    }

    @Test
    void makesAsManyCallsAsItsPlanTells() {
        Objects.requireNonNull(sonar.projects.get("b")).main().issues.clear();
        sonar.projects.put("c", new Project("c"));
        SourcePlan plan;
        try (SonarSource source = source()) {
            plan = source.plan(horizon(), Duration.ofMinutes(10));
        }
        sonar.calls.clear();

        sync();

        assertThat(sonar.calls).hasSize((int) plan.firstCalls());
        assertThat(plan.streams())
                .extracting(StreamPlan::stream)
                .containsExactly(
                        "sonarcloud/analyses",
                        "sonarcloud/measures",
                        "sonarcloud/issues",
                        "sonarcloud/hotspots",
                        "sonarcloud/branches");
        assertThat(plan.planningCalls()).isPositive();
        assertThat(plan.entities()).hasSize(3);
    }

    private SyncReport sync() {
        try (SonarSource source = source()) {
            return SyncEngine.builder(store)
                    .source(source)
                    .clock(clock)
                    .build()
                    .run(SyncRequest.of(horizon()), SyncListener.none());
        }
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(clock.instant(), Duration.ofDays(7));
    }

    private SonarSource source() {
        CallLog calls = new CallLog(clock);
        SonarClient client = Settings.client()
                .transport(sonar)
                .clock(clock)
                .waiter(clock)
                .observer(calls)
                .build();
        return SonarSource.open(Settings.withBranches(), client, calls, clock);
    }
}
