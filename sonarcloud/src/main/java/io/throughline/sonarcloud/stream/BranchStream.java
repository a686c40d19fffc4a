package io.throughline.sonarcloud.stream;

import io.throughline.core.http.SourceException;
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
            for (Change change : changes(project, branches)) {
                if (!change.start().isBefore(horizon.from())) {
                    target.event(change);
                }
            }
        });
    }

    private List<Change> changes(SonarProject project, List<SonarBranch> branches) {
        List<Change> changes = new ArrayList<>();
        for (SonarBranch branch : branches) {
            Instant analysed = branch.analysisDate();
            if (!branch.isMain() && analysed != null) {
                changes.add(findings.branch(project, branch, analysed));
            }
        }
        for (SonarPullRequest request : reads.pullRequests(project.key())) {
            Instant analysed = request.analysisDate();
            if (analysed != null) {
                changes.add(findings.pullRequest(project, request, analysed));
            }
        }
        return changes;
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
                changes(project, reads.branches(project.key()))
                        .forEach(change -> present.add(change.provenance().vendorId()));
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
