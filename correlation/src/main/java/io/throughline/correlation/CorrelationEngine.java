package io.throughline.correlation;

import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.assemble.Assembler;
import io.throughline.correlation.assemble.Session;
import io.throughline.correlation.associate.Associator;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.parallel.Workers;
import io.throughline.correlation.rank.Ranker;
import io.throughline.correlation.rank.Ranking;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The engine: a pure function from a telemetry window to a report, in four stages that can also be used alone: {@link
 * EpisodeDetector}, {@link Associator}, {@link Assembler}, {@link Ranker}. The same window and configuration give the
 * same report, to the byte, on every machine. Immutable, thread-safe; reads no clock, does no input or output.
 *
 * <pre>{@code
 * CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
 * for (Incident incident : report.incidents()) {
 *     System.out.println(incident.title() + ": " + incident.rootCauses().get(0));
 * }
 * }</pre>
 */
public final class CorrelationEngine {

    private final CorrelationConfig config;
    private final Workers workers;
    private final Rules rules;

    private CorrelationEngine(CorrelationConfig config, Workers workers, Rules rules) {
        this.config = config;
        this.workers = workers;
        this.rules = rules;
    }

    /** Returns the engine with {@link CorrelationConfig#defaults()}. */
    public static CorrelationEngine ofDefaults() {
        return of(CorrelationConfig.defaults());
    }

    /** Returns an engine with its own configuration. */
    public static CorrelationEngine of(CorrelationConfig config) {
        return of(config, Workers.inline());
    }

    /**
     * Returns an engine with its own configuration that may use more threads than the caller's.
     *
     * @param workers share the work on the series; the report is the same for any
     */
    public static CorrelationEngine of(CorrelationConfig config, Workers workers) {
        return new CorrelationEngine(
                Objects.requireNonNull(config, "config"), Objects.requireNonNull(workers, "workers"), Rules.none());
    }

    /**
     * Returns the same engine with rules of the user's own, instead of those it has. What they say stands in {@link
     * CorrelationReport#firings()}, beside what the engine concludes, which is the same with and without them.
     */
    public CorrelationEngine with(Rules others) {
        return new CorrelationEngine(config, workers, Objects.requireNonNull(others, "rules"));
    }

    /** Returns the user's rules. */
    public Rules rules() {
        return rules;
    }

    /** Returns the configuration. */
    public CorrelationConfig config() {
        return config;
    }

    /** Returns what the window tells: episodes, correlations, incidents and their ranked causes. */
    public CorrelationReport analyze(TelemetryWindow window) {
        Topology topology = Topology.of(window);
        Detection detection = new EpisodeDetector(config.detection(), workers).detect(window);
        List<Correlation> correlations = new Associator(config.association()).associate(window, topology, detection);
        List<Session> sessions =
                new Assembler(config.assembly()).assemble(window, topology, detection.episodes(), correlations);
        Ranker ranker = new Ranker(config.ranking());
        List<Incident> incidents = new ArrayList<>();
        for (Session session : sessions) {
            incidents.add(incident(session, topology, ranker.rank(window, topology, detection, session)));
        }
        return new CorrelationReport(
                window.span(),
                window.focus(),
                detection.episodes(),
                detection.entities(),
                correlations,
                incidents,
                new CorrelationReport.Tested(
                        window.series().size(),
                        detection.deviations().size(),
                        detection.learning().size(),
                        detection.skipped().size(),
                        correlations.size(),
                        window.events().size()),
                detection.learning(),
                detection.skipped(),
                window.completeness(),
                window.knownAt(),
                rules.judge(window, topology, detection.episodes()));
    }

    private static Incident incident(Session session, Topology topology, Ranking ranking) {
        return new Incident(
                session.id(),
                IncidentTitle.of(session, topology),
                session.start(),
                session.end(),
                session.products(),
                session.nodes(),
                session.episodes(),
                session.events(),
                session.correlations(),
                session.timeline(),
                ranking.causes(),
                ranking.ruledOut());
    }
}
