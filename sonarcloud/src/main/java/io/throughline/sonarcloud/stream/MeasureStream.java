package io.throughline.sonarcloud.stream;

import io.throughline.core.http.Page;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.stream.MeasuredMetrics.Conversion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/measures}: series without a step, with a point at each analysis. The server thins old
 * analyses out and keeps no history of new code, so this reads on from where it was and removes nothing: what was read
 * once stays.
 */
final class MeasureStream implements RevisedStream {

    private final SonarScope scope;
    private final SonarReads reads;
    private final ProjectWalk walk;
    private final CallPlan plan;
    private final SonarTranslator translator;

    MeasureStream(SonarScope scope, SonarReads reads, ProjectWalk walk, CallPlan plan) {
        this.scope = scope;
        this.reads = reads;
        this.walk = walk;
        this.plan = plan;
        this.translator = new SonarTranslator(scope, SonarStreams.MEASURES);
    }

    @Override
    public String name() {
        return SonarStreams.MEASURES;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(plan.measures(name(), horizon, every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        Map<String, Conversion> conversions = new TreeMap<>();
        return walk.read(name(), cursor, horizon, sink, (project, marks, target, notes) -> {
            for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                RecentDates known = RecentDates.parse(marks.get(branch.mark()));
                if (known.endsWith(branch.lastAnalysisAt())) {
                    marks.keepAsBefore(branch.mark());
                    continue;
                }
                if (conversions.isEmpty()) {
                    conversions.putAll(conversions());
                }
                RecentDates read = read(project, branch, known, horizon, conversions, target, notes);
                if (!read.isEmpty()) {
                    marks.keep(branch.mark(), read.text());
                }
            }
        });
    }

    /** Asking for a single metric that the server does not know would fail the whole call. */
    private Map<String, Conversion> conversions() {
        Map<String, SonarMetric> known = new HashMap<>();
        reads.metrics().forEach(metric -> known.put(metric.key(), metric));
        Map<String, Conversion> conversions = new TreeMap<>();
        MeasuredMetrics.all()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .forEach(metric -> MeasuredMetrics.conversion(metric)
                        .ifPresent(conversion -> conversions.put(metric.key(), conversion)));
        return conversions;
    }

    private RecentDates read(
            SonarProject project,
            ReadBranch branch,
            RecentDates known,
            TimeWindow horizon,
            Map<String, Conversion> conversions,
            TelemetrySink sink,
            Notes notes) {
        Instant since = known.isEmpty() ? horizon.from() : known.first();
        MeasurePoints points = new MeasurePoints(conversions);
        SortedSet<Instant> dates = new TreeSet<>();
        long total = 0;
        if (!conversions.isEmpty()) {
            for (Page<SonarHistory> page : reads.history(project.key(), branch.name(), since, conversions.keySet())
                    .pages()) {
                total = Math.max(total, page.total().orElse(0));
                page.items()
                        .forEach(metric -> metric.history().forEach(point -> {
                            dates.add(point.date());
                            if (point.value() != null) {
                                points.add(metric.metric(), point.date(), point.value());
                            }
                        }));
            }
        }
        SonarMeasures now = dates.isEmpty() ? null : ofNewCode(project, branch, conversions, dates.last(), points);
        if (branch.name() == null) {
            sink.entity(translator.comparedTo(project, now == null ? null : now.newCode()));
        }
        points.series(translator.id(project), SonarTranslator.dimensions(branch.name()))
                .forEach(sink::series);
        if (dates.size() < total) {
            notes.gap("of " + total + " analyses of " + branch.of(project) + " since " + since + " only " + dates.size()
                    + " came with measures; sync again");
        }
        Guarded guarded = new Guarded(name(), sink);
        points.unreadable()
                .forEach((metric, at) -> guarded.setAside(
                        project.key() + (branch.name() == null ? "" : "/" + branch.name()) + "/" + metric,
                        at,
                        metric + " of " + branch.of(project) + " has a value that is no number",
                        null));
        long thinned = known.missingFrom(dates);
        if (thinned > 0) {
            notes.remark("the server has thinned out " + thinned + " analyses of " + branch.of(project)
                    + " that were read before; what was read of them stays");
        }
        return dates.isEmpty() ? known : RecentDates.latestOf(dates);
    }

    /** Reads what is measured of new code now, unless the history has it. */
    private @Nullable SonarMeasures ofNewCode(
            SonarProject project,
            ReadBranch branch,
            Map<String, Conversion> conversions,
            Instant latest,
            MeasurePoints points) {
        List<String> wanted = MeasuredMetrics.OF_NEW_CODE.stream()
                .filter(conversions::containsKey)
                .filter(metric -> !points.has(metric, latest))
                .toList();
        if (wanted.isEmpty()) {
            return null;
        }
        SonarMeasures now = reads.measures(project.key(), branch.name(), wanted);
        now.measures()
                .forEach(measure -> measure.anyValue().ifPresent(value -> points.add(measure.metric(), latest, value)));
        return now;
    }
}
