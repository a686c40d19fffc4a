package io.throughline.sonarcloud.stream;

import io.throughline.core.http.Page;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the calls that the streams make, by asking the server how much there is. Thread-safe. */
final class CallPlan {

    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final Duration DELAY = Duration.ofMinutes(10);
    private static final long PAGE = 500;
    private static final long HISTORY_PAGE = 1_000;
    private static final long WALL = 10_000;

    private final SonarScope scope;
    private final SonarReads reads;
    private final ProjectWalk walk;
    private final Map<Branch, Long> analyses = new HashMap<>();
    private @Nullable TimeWindow counted;

    private record Branch(SonarProject project, ReadBranch branch) {}

    CallPlan(SonarScope scope, SonarReads reads, ProjectWalk walk) {
        this.scope = scope;
        this.reads = reads;
        this.walk = walk;
    }

    StreamPlan analyses(String stream, TimeWindow horizon, Duration every) {
        List<Branch> branches = branches();
        long first = walk.lookups() + branchLists();
        for (Branch branch : branches) {
            long total = analyses(branch, horizon);
            first += pages(total, PAGE) + (total == 0 ? 0 : pages(total, HISTORY_PAGE));
        }
        return new StreamPlan(
                stream,
                List.of("project_analyses/search", "measures/search_history of the quality gate"),
                DELAY,
                AnalysisStream.OVERLAP,
                first,
                (walk.lookups() + branchLists() + branches.size()) * perHour(every),
                List.of("the projects are looked up once for all streams, and counted here; a project with analyses of"
                        + " the last day takes one call more"));
    }

    StreamPlan measures(String stream, TimeWindow horizon, Duration every) {
        long first = branchLists();
        boolean any = false;
        for (Branch branch : branches()) {
            long total = analyses(branch, horizon);
            first += total == 0 ? 1 : pages(total, HISTORY_PAGE) + 1;
            any = true;
        }
        return new StreamPlan(
                stream,
                List.of("metrics/search", "measures/search_history", "measures/component of new code"),
                DELAY,
                Duration.ZERO,
                first + (any ? 1 : 0),
                branchLists() * perHour(every),
                List.of(
                        "nothing is called while no project has a new analysis; one takes two calls, and the first of"
                                + " a sync one more",
                        "the server thins out its past (by default to one analysis a day after a day, a week after a"
                                + " month, a month after a year) and keeps no history of new code: only what is read"
                                + " while it is there is known"));
    }

    StreamPlan issues(String stream, Duration every) {
        List<Branch> branches = branches();
        long first = branchLists() + (branches.isEmpty() ? 0 : reads.lookups());
        boolean beyond = false;
        for (Branch branch : branches) {
            first += branch.branch().lookups();
            if (branch.branch().analysedAt(branch.project(), reads) == null) {
                continue;
            }
            long total = total(
                    reads.issuesByUpdate(branch.project().key(), branch.branch().name())
                            .pages());
            beyond |= total > WALL;
            // Counts and the list; each that finds nothing asks whether the project is there.
            first += 1 + pages(total, PAGE);
            if (total == 0) {
                first += hasNone(branch) ? 2 : 1;
            }
        }
        List<String> notes = new ArrayList<>(List.of(
                "issues of impact BLOCKER or HIGH (severity BLOCKER or CRITICAL on servers that rate in the standard"
                        + " way) are read one by one, the others counted",
                "once a day all of them are listed again, to find those that were deleted"));
        if (beyond) {
            notes.add("a project has more issues than one search returns: it is read in parts, which takes more calls"
                    + " than can be told before");
        }
        return new StreamPlan(
                stream,
                List.of("issues/search"),
                DELAY,
                Duration.ofHours(1),
                first,
                (branchLists() + 2.0 * branches.size()) * perHour(every),
                notes);
    }

    StreamPlan hotspots(String stream, Duration every) {
        List<Branch> branches = branches();
        long first = branchLists();
        for (Branch branch : branches) {
            boolean analysed = branch.branch().analysedAt(branch.project(), reads) != null;
            first += branch.branch().lookups() + (analysed ? 1 : 0);
        }
        return new StreamPlan(
                stream,
                List.of("hotspots/search"),
                DELAY,
                Duration.ZERO,
                first,
                (branchLists() + branches.size()) * perHour(every),
                List.of("each read lists all hotspots; one call more for each further 500 of a project"));
    }

    StreamPlan branches(String stream, Duration every) {
        long calls = 2L * walk.projects().projects().size();
        return new StreamPlan(
                stream,
                List.of("project_branches/list", "project_pull_requests/list"),
                DELAY,
                Duration.ZERO,
                calls,
                calls * perHour(every),
                List.of());
    }

    private boolean hasNone(Branch branch) {
        return reads
                .openIssues(branch.project().key(), branch.branch().name(), List.of("severities", "impactSeverities"))
                .stream()
                .flatMap(facet -> facet.values().stream())
                .allMatch(value -> value.count() == 0);
    }

    private List<Branch> branches() {
        List<Branch> branches = new ArrayList<>();
        for (SonarProject project : walk.projects().projects()) {
            ReadBranch.of(project, scope, reads).forEach(branch -> branches.add(new Branch(project, branch)));
        }
        return branches;
    }

    /** Returns the calls that listing branches takes, in each stream that reads them. */
    private long branchLists() {
        return scope.branches().isEmpty() ? 0 : walk.projects().projects().size();
    }

    /** Two streams ask for the same within one plan. */
    private synchronized long analyses(Branch branch, TimeWindow horizon) {
        if (!horizon.equals(counted)) {
            analyses.clear();
            counted = horizon;
        }
        Long known = analyses.get(branch);
        if (known == null) {
            known = total(reads.analyses(branch.project().key(), branch.branch().name(), horizon.from())
                    .pages());
            analyses.put(branch, known);
        }
        return known;
    }

    private static <T> long total(Iterable<Page<T>> pages) {
        Iterator<Page<T>> iterator = pages.iterator();
        return iterator.hasNext() ? iterator.next().total().orElse(0) : 0;
    }

    private static long pages(long total, long size) {
        return Math.max(1, (total + size - 1) / size);
    }

    private static double perHour(Duration every) {
        return MILLIS_PER_HOUR / every.toMillis();
    }
}
