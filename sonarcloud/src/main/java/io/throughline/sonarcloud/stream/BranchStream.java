package io.throughline.sonarcloud.stream;

import io.throughline.core.http.SourceException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.project.SonarPullRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/branches}: what the latest analysis said of each branch beside the main one and of each
 * pull request, with the head's revision. A renamed branch is revised, a deleted one found by census.
 */
final class BranchStream implements RevisedStream {

    private final SonarReads reads;
    private final ProjectWalk walk;
    private final CallPlan plan;
    private final SonarTranslator translator;
    private final Findings findings;

    BranchStream(SonarScope scope, SonarReads reads, ProjectWalk walk, CallPlan plan) {
        this.reads = reads;
        this.walk = walk;
        this.plan = plan;
        this.translator = new SonarTranslator(scope, SonarStreams.BRANCHES);
        this.findings = new Findings(scope, SonarStreams.BRANCHES);
    }

    @Override
    public String name() {
        return SonarStreams.BRANCHES;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(plan.branches(name(), every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        return walk.read(name(), cursor, horizon, sink, (project, marks, target, notes) -> {
            List<SonarBranch> branches = reads.branches(project.key());
            String main = branches.stream()
                    .filter(SonarBranch::isMain)
                    .map(SonarBranch::name)
                    .findFirst()
                    .orElse(null);
            target.entity(translator.entity(project, main));
            Guarded guarded = new Guarded(name(), target);
            for (Found found : found(project, branches)) {
                guarded.take(found.id(), found.analysed(), made -> {
                    Change change = found.change().get();
                    if (!change.start().isBefore(horizon.from())) {
                        made.event(change);
                    }
                });
            }
        });
    }

    /** A branch or pull request, and what is to be told of it. */
    private record Found(String id, Instant analysed, Supplier<Change> change) {}

    private List<Found> found(SonarProject project, List<SonarBranch> branches) {
        List<Found> found = new ArrayList<>();
        for (SonarBranch branch : branches) {
            Instant analysed = branch.analysisDate();
            if (!branch.isMain() && analysed != null) {
                found.add(new Found(
                        Findings.branchId(project, branch),
                        analysed,
                        () -> findings.branch(project, branch, analysed)));
            }
        }
        for (SonarPullRequest request : reads.pullRequests(project.key())) {
            Instant analysed = request.analysisDate();
            if (analysed != null) {
                found.add(new Found(
                        Findings.pullRequestId(project, request),
                        analysed,
                        () -> findings.pullRequest(project, request, analysed)));
            }
        }
        return found;
    }

    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        Set<String> present = new TreeSet<>();
        try {
            ProjectDirectory.Listing listing = walk.projects();
            if (listing.uncertain()) {
                return Optional.empty();
            }
            for (SonarProject project : listing.projects()) {
                found(project, reads.branches(project.key())).forEach(found -> present.add(found.id()));
            }
        } catch (SourceException e) {
            if (ProjectWalk.isOfOneProject(e)) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(present);
    }
}
