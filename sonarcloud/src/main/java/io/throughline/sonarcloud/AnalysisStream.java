package io.throughline.sonarcloud;

import io.throughline.core.http.Page;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/analyses}. Old analyses vanish from the server by its housekeeping; that does not make
 * them undone, so there is no census.
 */
final class AnalysisStream implements RevisedStream {

    /** How far before the latest analysis reading goes on: events of young analyses are still edited. */
    static final Duration OVERLAP = Duration.ofDays(1);

    /** Projects of one read; a longer round goes on in the next one. */
    static final int PROJECTS_PER_READ = 25;

    private static final Set<String> GATE_METRIC = Set.of("alert_status");

    private final SonarSettings settings;
    private final SonarClient client;
    private final Clock clock;
    private final SonarTranslator translator;

    AnalysisStream(SonarSettings settings, SonarClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.translator = new SonarTranslator(settings);
    }

    @Override
    public String name() {
        return SonarTranslator.ANALYSES;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        ProjectScope scope = ProjectScope.resolve(client, settings);
        long projects = scope.projects().size();
        long reads = Math.max(1, (projects + PROJECTS_PER_READ - 1) / PROJECTS_PER_READ);
        long perRound = reads * scope.lookups(settings) + projects;
        return Optional.of(new StreamPlan(
                name(),
                List.of("project_analyses/search", "measures/search_history of the quality gate"),
                Duration.ofMinutes(10),
                OVERLAP,
                perRound,
                perRound * 3600_000.0 / every.toMillis(),
                List.of("the calls are the least: a project with analyses takes one more for its quality gate, and one"
                        + " more for each further page")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        Instant now = clock.instant();
        AnalysisCursor start = AnalysisCursor.parse(cursor)
                .filter(known -> known.from() <= horizon.from().toEpochMilli())
                .orElseGet(() -> AnalysisCursor.fresh(horizon.from()));
        ProjectScope scope = ProjectScope.resolve(client, settings);
        String first = start.next();
        List<SonarProject> due = scope.projects().stream()
                .filter(project -> first == null || project.key().compareTo(first) >= 0)
                .toList();
        List<String> gaps = new ArrayList<>(scope.gaps());
        Map<String, Long> latest = new TreeMap<>();
        for (SonarProject project : due.subList(0, Math.min(PROJECTS_PER_READ, due.size()))) {
            sink.entity(translator.entity(project, name()));
            Long known = start.latest().get(project.key());
            Instant since =
                    known == null ? horizon.from() : Instant.ofEpochMilli(known).minus(OVERLAP);
            read(project, since, sink, gaps).ifPresent(at -> latest.put(project.key(), at.toEpochMilli()));
        }
        boolean more = due.size() > PROJECTS_PER_READ;
        AnalysisCursor next =
                start.advanced(latest, more ? due.get(PROJECTS_PER_READ).key() : null);
        Instant asOf = more ? null : now.isBefore(horizon.to()) ? now : horizon.to();
        return new Revisions(
                next.text(),
                more,
                new StreamCompleteness(
                        name(),
                        gaps.isEmpty() ? State.COMPLETE : State.PARTIAL,
                        asOf,
                        false,
                        client.timesThrottled() > throttledBefore,
                        1,
                        gaps));
    }

    private Optional<Instant> read(SonarProject project, Instant since, TelemetrySink sink, List<String> gaps) {
        SonarSpan span = SonarSpan.of(project.key()).since(since);
        List<SonarAnalysis> analyses = new ArrayList<>();
        long total = 0;
        for (Page<SonarAnalysis> page : client.analyses().list(span).pages()) {
            analyses.addAll(page.items());
            total = Math.max(total, page.total().orElse(0));
        }
        if (analyses.size() < total) {
            gaps.add("of " + total + " analyses of Sonar project " + project.key() + " since " + since + " only "
                    + analyses.size() + " came; sync again");
        }
        if (analyses.isEmpty()) {
            return Optional.empty();
        }
        Map<Instant, String> gates = gates(span);
        for (SonarAnalysis analysis : analyses) {
            sink.event(translator.change(project, analysis, gates.get(analysis.date())));
        }
        return analyses.stream().map(SonarAnalysis::date).max(Instant::compareTo);
    }

    /** An analysis has an event on its gate only if the status changed; the history has every status. */
    private Map<Instant, String> gates(SonarSpan span) {
        Map<Instant, String> gates = new HashMap<>();
        for (SonarHistory metric : client.measures().listHistory(span, GATE_METRIC)) {
            for (SonarHistory.Point point : metric.history()) {
                if (point.value() != null) {
                    gates.put(point.date(), point.value());
                }
            }
        }
        return gates;
    }
}
