package io.throughline.sonarcloud.stream;

import io.throughline.core.http.Page;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/analyses}: each analysis of the main branch and of configured ones as a change with
 * version, revision and the gate's verdict. Old analyses vanish from the server by its housekeeping; that does not make
 * them undone, so there is no census.
 */
final class AnalysisStream implements RevisedStream {

    /** How far before the latest analysis reading goes on: events of young analyses are still edited. */
    static final Duration OVERLAP = Duration.ofDays(1);

    private static final Set<String> GATE_METRIC = Set.of(MeasuredMetrics.GATE);

    private final SonarScope scope;
    private final SonarReads reads;
    private final ProjectWalk walk;
    private final CallPlan plan;
    private final SonarTranslator translator;

    AnalysisStream(SonarScope scope, SonarReads reads, ProjectWalk walk, CallPlan plan) {
        this.scope = scope;
        this.reads = reads;
        this.walk = walk;
        this.plan = plan;
        this.translator = new SonarTranslator(scope, SonarStreams.ANALYSES);
    }

    @Override
    public String name() {
        return SonarStreams.ANALYSES;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(plan.analyses(name(), horizon, every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        return walk.read(name(), cursor, horizon, sink, (project, marks, target, notes) -> {
            target.entity(translator.entity(project));
            for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                Instant since = marks.get(branch.mark())
                        .map(mark -> again(Instant.ofEpochMilli(Long.parseLong(mark)), horizon.from()))
                        .orElse(horizon.from());
                Optional<Instant> latest = read(project, branch, since, target, notes);
                latest.ifPresentOrElse(
                        at -> marks.keep(branch.mark(), String.valueOf(at.toEpochMilli())),
                        () -> marks.keepAsBefore(branch.mark()));
            }
        });
    }

    /** What lies before the horizon is not looked at again, but everything after the latest analysis is. */
    private static Instant again(Instant latest, Instant horizonStart) {
        Instant edited = latest.minus(OVERLAP);
        Instant since = edited.isBefore(horizonStart) ? horizonStart : edited;
        return since.isBefore(latest) ? since : latest;
    }

    private Optional<Instant> read(
            SonarProject project, ReadBranch branch, Instant since, TelemetrySink sink, Notes notes) {
        List<SonarAnalysis> analyses = new ArrayList<>();
        long total = 0;
        long unreadable = 0;
        for (Page<SonarAnalysis> page :
                reads.analyses(project.key(), branch.name(), since).pages()) {
            analyses.addAll(page.items());
            unreadable += page.unreadable();
            total = Math.max(total, page.total().orElse(0));
        }
        boolean all = analyses.size() + unreadable >= total;
        if (!all) {
            notes.gap("of " + total + " analyses of " + branch.of(project) + " since " + since + " only "
                    + analyses.size() + " came; sync again");
        }
        if (analyses.isEmpty()) {
            return Optional.empty();
        }
        Map<Instant, String> gates = gates(project, branch, since);
        Guarded guarded = new Guarded(name(), sink);
        for (SonarAnalysis analysis : analyses) {
            guarded.take(
                    analysis.key(),
                    analysis.date(),
                    made -> made.event(
                            translator.analysis(project, branch.name(), analysis, gates.get(analysis.date()))));
        }
        // What did not come is asked for again.
        return all ? analyses.stream().map(SonarAnalysis::date).max(Instant::compareTo) : Optional.empty();
    }

    /** An analysis has an event on its gate only if the status changed; the history has every status. */
    private Map<Instant, String> gates(SonarProject project, ReadBranch branch, Instant since) {
        Map<Instant, String> gates = new HashMap<>();
        for (SonarHistory metric : reads.history(project.key(), branch.name(), since, GATE_METRIC)) {
            for (SonarHistory.Point point : metric.history()) {
                if (point.value() != null) {
                    gates.put(point.date(), point.value());
                }
            }
        }
        return gates;
    }
}
