package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import io.throughline.sonarcloud.SimulatedSonar.Analysis;
import io.throughline.sonarcloud.SimulatedSonar.Branch;
import io.throughline.sonarcloud.SimulatedSonar.Hotspot;
import io.throughline.sonarcloud.SimulatedSonar.Issue;
import io.throughline.sonarcloud.SimulatedSonar.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to projects between syncs, the store has what the server has, and of what the server's housekeeping
 * thinned out what was read before.
 */
class SonarHistoryPropertyTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final int DAYS = 8;

    private final TestTime clock = TestTime.at(START);
    private final SimulatedSonar sonar = new SimulatedSonar();
    private final TelemetryStore store = new InMemoryTelemetryStore();
    /** Gate by analysis, as any sync saw it. */
    private final Map<String, String> seenAnalyses = new TreeMap<>();
    /** Value by project, branch, metric and time, as any sync saw it. */
    private final Map<String, Double> seenMeasures = new TreeMap<>();

    private int numbers;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theStoreHasWhatTheServerHasAndWhatItHad(long seed) {
        Random random = new Random(seed);
        sonar.largestPage = 3;
        for (String key : List.of("a", "b", "c")) {
            sonar.projects.put(key, new Project(key));
        }
        for (int day = 0; day < DAYS; day++) {
            String when = "seed " + seed + ", day " + day;
            happenSome(random);
            // Shortly after, while an analysis may still be on its way that is older than what people did meanwhile.
            syncAndSee(when);
            happenSome(random);
            clock.advance(Duration.ofDays(1));
            // Of another day, so that what was deleted is looked for.
            compare(when + ", " + syncAndSee(when).streams());
        }
    }

    private void happenSome(Random random) {
        for (int step = random.nextInt(6); step >= 0; step--) {
            clock.advance(Duration.ofMinutes(1 + random.nextInt(60)));
            happen(random);
        }
    }

    private SyncReport syncAndSee(String when) {
        SyncReport report = sync();
        see();
        assertThat(report.failures()).as(when).isEmpty();
        return report;
    }

    private SyncReport sync() {
        SonarClient client =
                Settings.client().transport(sonar).clock(clock).waiter(clock).build();
        try (SonarSource source = SonarSource.open(Settings.withBranches("dev*"), client, clock)) {
            return SyncEngine.builder(store)
                    .source(source)
                    .clock(clock)
                    .build()
                    .run(
                            SyncRequest.of(new TimeWindow(START.minus(Duration.ofDays(1)), clock.instant())),
                            SyncListener.none());
        }
    }

    private void happen(Random random) {
        List<Project> projects = new ArrayList<>(sonar.projects.values());
        if (projects.isEmpty() || random.nextInt(60) == 0) {
            Project project = new Project("p" + ++numbers);
            sonar.projects.put(project.key, project);
            return;
        }
        Project project = projects.get(random.nextInt(projects.size()));
        Branch branch = project.branches.get(random.nextInt(project.branches.size()));
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> analyse(branch, random);
            case 4, 5 -> thin(branch, random);
            case 6, 7 -> decide(branch, random);
            case 8 -> branch.issues.values().removeIf(issue -> issue.closed() != null);
            case 9 -> {
                if (project.branches.size() < 4) {
                    Branch added =
                            new Branch(project.key + "-" + ++numbers, (random.nextBoolean() ? "dev" : "x") + numbers);
                    project.branches.add(added);
                    analyse(added, random);
                }
            }
            case 10 -> {
                if (branch != project.main()) {
                    if (random.nextBoolean()) {
                        project.branches.remove(branch);
                    } else {
                        branch.name = (random.nextBoolean() ? "dev" : "y") + ++numbers;
                    }
                }
            }
            case 11 -> project.pullRequests.put(String.valueOf(1 + random.nextInt(3)), seconds(clock.instant()));
            case 12 -> project.pullRequests.keySet().removeIf(key -> random.nextBoolean());
            default -> {
                if (random.nextInt(6) == 0) {
                    sonar.projects.remove(project.key);
                }
            }
        }
    }

    private void analyse(Branch branch, Random random) {
        // The scan is a while ago; the server takes none before the last one.
        Instant date = seconds(clock.instant().minusSeconds(random.nextInt(1200)));
        if (branch.latest().isPresent() && !date.isAfter(branch.latest().get().date())) {
            return;
        }
        Map<String, String> measures = new TreeMap<>(Map.of(
                "alert_status", random.nextBoolean() ? "OK" : "ERROR", "bugs", String.valueOf(random.nextInt(9))));
        if (random.nextBoolean()) {
            measures.put("new_violations", String.valueOf(random.nextInt(5)));
        }
        if (random.nextInt(3) > 0) {
            measures.put("coverage", random.nextInt(100) + ".5");
        }
        int number = ++numbers;
        branch.analyses.add(new Analysis("A" + number, date, "1." + number, "rev" + number, measures));
        branch.issues.replaceAll((key, issue) -> random.nextInt(4) > 0
                ? issue
                : issue.closed() == null ? changed(issue, "FIXED", date, date) : changed(issue, "OPEN", date, null));
        for (int i = random.nextInt(4); i > 0; i--) {
            String severity = List.of("BLOCKER", "HIGH", "MEDIUM", "LOW").get(random.nextInt(4));
            // The date of the line, not of the analysis.
            Instant created = date.minusSeconds(random.nextInt(7200));
            String key = "I" + ++numbers;
            branch.issues.put(
                    key, new Issue(key, "java:S" + random.nextInt(30), "MAJOR", severity, "OPEN", created, date, null));
        }
        if (random.nextInt(3) == 0) {
            String key = "H" + ++numbers;
            branch.hotspots.put(key, new Hotspot(key, random.nextBoolean() ? "HIGH" : "LOW", "TO_REVIEW", date, date));
        }
    }

    private static Issue changed(Issue issue, String status, Instant updated, @Nullable Instant closed) {
        return new Issue(
                issue.key(), issue.rule(), issue.severity(), issue.impact(), status, issue.created(), updated, closed);
    }

    /** Housekeeping keeps the latest one. */
    private static void thin(Branch branch, Random random) {
        if (branch.analyses.size() > 1) {
            Analysis latest = branch.latest().orElseThrow();
            branch.analyses.removeIf(analysis -> !analysis.equals(latest) && random.nextBoolean());
        }
    }

    private void decide(Branch branch, Random random) {
        Instant now = seconds(clock.instant());
        branch.issues.replaceAll((key, issue) -> issue.closed() != null || random.nextInt(3) > 0
                ? issue
                : changed(issue, random.nextBoolean() ? "ACCEPTED" : "OPEN", now, null));
        branch.hotspots.replaceAll((key, hotspot) -> random.nextInt(3) > 0
                ? hotspot
                : new Hotspot(key, hotspot.probability(), "REVIEWED", hotspot.created(), now));
        branch.hotspots.values().removeIf(hotspot -> random.nextInt(8) == 0);
    }

    /** What the sync that just was could see. */
    private void see() {
        for (Project project : sonar.projects.values()) {
            for (Branch branch : project.branches) {
                boolean main = branch == project.main();
                if (!main && !branch.name.startsWith("dev")) {
                    continue;
                }
                for (Analysis analysis : branch.analyses) {
                    seenAnalyses.put(analysis.key(), analysis.measures().get("alert_status"));
                    boolean latest = analysis.equals(branch.latest().orElseThrow());
                    analysis.measures().forEach((metric, value) -> {
                        if (latest || !metric.startsWith("new_")) {
                            seenMeasures.put(
                                    project.key + "/" + (main ? "" : branch.name) + "/sonarcloud." + metric + "/"
                                            + analysis.date(),
                                    number(metric, value));
                        }
                    });
                }
            }
        }
    }

    private static double number(String metric, String value) {
        return switch (metric) {
            case "alert_status" -> value.equals("OK") ? 0 : 2;
            case "coverage" -> Double.parseDouble(value) / 100;
            default -> Double.parseDouble(value);
        };
    }

    private void compare(String when) {
        WindowContent content = store.read(WindowQuery.all(
                new TimeWindow(START.minus(Duration.ofDays(2)), clock.instant().plus(Duration.ofDays(1)))));
        Map<String, String> analyses = new TreeMap<>();
        Map<String, String> issues = new TreeMap<>();
        Map<String, String> hotspots = new TreeMap<>();
        Map<String, String> branches = new TreeMap<>();
        // Beside them are events of the sync itself: that a stream could not be read for long.
        content.events().stream()
                .filter(Change.class::isInstance)
                .map(Change.class::cast)
                .forEach(change -> {
                    String id = change.provenance().vendorId();
                    switch (change.provenance().stream()) {
                        case "sonarcloud/analyses" -> analyses.put(id, String.valueOf(change.outcome()));
                        case "sonarcloud/issues" -> issues.put(id, change.outcome() + " " + change.end());
                        case "sonarcloud/hotspots" -> hotspots.put(id, String.valueOf(change.outcome()));
                        default ->
                            branches.put(
                                    id,
                                    change.start() + " "
                                            + change.header()
                                                    .attributes()
                                                    .text("throughline.sonar.branch")
                                                    .orElse(""));
                    }
                });
        Map<String, Double> measures = new TreeMap<>();
        content.series().stream()
                .filter(series ->
                        series.key().metric().matches("sonarcloud\\.(alert_status|bugs|coverage|new_violations)"))
                .forEach(series -> {
                    NumberSeries piece = (NumberSeries) series;
                    String project = piece.key().entity().key();
                    String prefix = project.substring(project.indexOf('/') + 1) + "/"
                            + piece.key()
                                    .attributes()
                                    .text("throughline.sonar.branch")
                                    .orElse("") + "/"
                            + piece.key().metric() + "/";
                    for (int i = 0; i < piece.size(); i++) {
                        measures.put(prefix + Instant.ofEpochMilli(piece.timeAt(i)), piece.valueAt(i));
                    }
                });

        Map<String, String> graveIssues = new TreeMap<>();
        Map<String, String> highHotspots = new TreeMap<>();
        Map<String, String> sideBranches = new TreeMap<>();
        for (Project project : sonar.projects.values()) {
            for (Branch branch : project.branches) {
                boolean main = branch == project.main();
                if (!main) {
                    branch.latest()
                            .ifPresent(latest -> sideBranches.put(
                                    project.key + "/branch/" + branch.id, latest.date() + " " + branch.name));
                }
                if (main || branch.name.startsWith("dev")) {
                    branch.issues.values().stream()
                            .filter(Issue::isGrave)
                            .forEach(issue -> graveIssues.put(issue.key(), issue.status() + " " + issue.updated()));
                    branch.hotspots.values().stream()
                            .filter(hotspot -> hotspot.probability().equals("HIGH"))
                            .forEach(hotspot -> highHotspots.put(hotspot.key(), hotspot.status()));
                }
            }
            project.pullRequests.forEach(
                    (key, date) -> sideBranches.put(project.key + "/pull-request/" + key, date + " feature/" + key));
        }
        assertThat(analyses).as("analyses, %s", when).isEqualTo(seenAnalyses);
        assertThat(measures).as("measures, %s", when).isEqualTo(seenMeasures);
        assertThat(issues).as("issues, %s", when).isEqualTo(graveIssues);
        assertThat(hotspots).as("hotspots, %s", when).isEqualTo(highHotspots);
        assertThat(branches).as("branches, %s", when).isEqualTo(sideBranches);
    }

    private static Instant seconds(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }
}
