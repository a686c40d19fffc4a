package io.throughline.sonarcloud.stream;

import io.throughline.core.http.SourceException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.paging.IncompleteListException;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/issues}: the gravest issues one by one, the others as counts at each analysis. A project
 * has thousands of issues that nobody will ever look at one by one; those would only flood what a service is told.
 *
 * <p>Issues are read by their update, and missed ones found by census. The server's housekeeping deletes issues some time
 * after they were closed (30 days by default); they leave the current content then, and stay in the history.
 */
final class IssueStream implements RevisedStream {

    /** Issues that one search can page through. */
    private static final int WALL = 10_000;

    /** For changes by people, which are stamped by the server's clock, while an analysis is stamped by its scan. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final SonarScope scope;
    private final SonarReads reads;
    private final ProjectWalk walk;
    private final CallPlan plan;
    private final SonarTranslator translator;
    private final Findings findings;

    IssueStream(SonarScope scope, SonarReads reads, ProjectWalk walk, CallPlan plan) {
        this.scope = scope;
        this.reads = reads;
        this.walk = walk;
        this.plan = plan;
        this.translator = new SonarTranslator(scope, SonarStreams.ISSUES);
        this.findings = new Findings(scope, SonarStreams.ISSUES);
    }

    @Override
    public String name() {
        return SonarStreams.ISSUES;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(plan.issues(name(), every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        return walk.read(name(), cursor, horizon, sink, (project, marks, target, notes) -> {
            target.entity(translator.entity(project));
            for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                Instant analysed = branch.analysedAt(project, reads);
                if (analysed == null) {
                    notes.remark(branch.of(project) + " was never analysed: that it has no issue says nothing");
                    continue;
                }
                IssueMark known = IssueMark.parse(marks.get(branch.mark()));
                Instant updated = read(project, branch, known, analysed, horizon, target, notes);
                IssueCounts counts = new IssueCounts(reads, translator.id(project), branch.name());
                counts.read(project.key(), analysed, known.rules()).forEach(target::series);
                if (updated == null) {
                    marks.keepAsBefore(branch.mark());
                    continue;
                }
                if (counts.cut()) {
                    notes.remark("issues of " + branch.of(project)
                            + " are counted by the rules that have most; the server names no more than 100");
                }
                marks.keep(branch.mark(), new IssueMark(analysed, updated, counts.rules()).text());
            }
        });
    }

    /** Returns the latest update that was seen; null if not all could be read, so that the next sync tries all again. */
    private @Nullable Instant read(
            SonarProject project,
            ReadBranch branch,
            IssueMark known,
            Instant analysed,
            TimeWindow horizon,
            TelemetrySink sink,
            Notes notes) {
        Instant latest = known.updated() == null ? Instant.EPOCH : known.updated();
        Instant since = known.since(OVERLAP);
        if (since != null) {
            int walked = 0;
            for (SonarIssue issue : reads.issuesByUpdate(project.key(), branch.name())) {
                Instant at = issue.updateDate();
                if (at != null && at.isBefore(since)) {
                    return latest;
                }
                walked++;
                latest = put(project, branch, issue, analysed, horizon, latest, sink);
            }
            if (walked < WALL) {
                return latest;
            }
        }
        try {
            for (SonarIssue issue : reads.issues(project.key(), branch.name())) {
                latest = put(project, branch, issue, analysed, horizon, latest, sink);
            }
        } catch (IncompleteListException e) {
            // It comes after all that could be read.
            notes.gap("not all issues of " + branch.of(project) + " can be read: " + e.shortfall());
            return null;
        }
        return latest;
    }

    private Instant put(
            SonarProject project,
            ReadBranch branch,
            SonarIssue issue,
            Instant analysed,
            TimeWindow horizon,
            Instant latest,
            TelemetrySink sink) {
        Instant at = issue.updateDate();
        new Guarded(name(), sink).take(issue.key(), at == null ? analysed : at, made -> {
            Change change = findings.issue(project, branch.name(), issue, analysed);
            boolean closedBefore = issue.closeDate() != null && change.end().isBefore(horizon.from());
            if (!closedBefore) {
                made.event(change);
            }
        });
        return at != null && at.isAfter(latest) ? at : latest;
    }

    /** What a project that is gone had is gone with it; one that cannot be read leaves the question open. */
    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        Set<String> present = new TreeSet<>();
        try {
            ProjectDirectory.Listing listing = walk.projects();
            if (listing.uncertain()) {
                return Optional.empty();
            }
            for (SonarProject project : listing.projects()) {
                for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                    reads.issues(project.key(), branch.name()).forEach(issue -> present.add(issue.key()));
                }
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
