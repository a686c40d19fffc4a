package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Metrics;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Endpoint;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Effect;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.RootCause;
import io.throughline.examples.dashboards.view.EpisodeRow;
import io.throughline.examples.dashboards.view.IncidentSummary;
import io.throughline.examples.dashboards.view.LinkRow;
import io.throughline.examples.dashboards.view.Links;
import io.throughline.examples.dashboards.view.ReasonRow;
import io.throughline.examples.dashboards.view.TestedCounts;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine concluded, in the views' words. */
final class Findings {

    private static final int MOST_CONCLUSIONS = 25;
    private static final int MOST_COINCIDENCES = 15;

    private final Names names;
    private final KeySignals keys;
    private final Set<String> ofIncidents;

    Findings(Names names, KeySignals keys, Collection<Incident> incidents) {
        this.names = names;
        this.keys = keys;
        this.ofIncidents = incidents.stream()
                .flatMap(incident -> incident.episodes().stream().map(Episode::id))
                .collect(Collectors.toSet());
    }

    static TestedCounts tested(CorrelationReport report) {
        CorrelationReport.Tested tested = report.tested();
        return new TestedCounts(
                tested.series(),
                tested.seriesTested(),
                tested.seriesLearning(),
                tested.seriesSkipped(),
                tested.pairs(),
                tested.events());
    }

    EpisodeRow episode(Episode episode) {
        Effect effect = episode.effect();
        double scale = scale(episode);
        return new EpisodeRow(
                episode.id(),
                keys.contains(episode.id()),
                ofIncidents.contains(episode.id()),
                episode.entity().system(),
                names.of(episode.entity()),
                EpisodeText.subject(episode),
                Names.word(episode.signal()),
                episode.direction() == Direction.UP,
                panel(episode),
                unit(episode),
                episode.onset(),
                episode.onsetBounds().from(),
                episode.onsetBounds().to(),
                episode.peak(),
                episode.end(),
                effect.baseline() * scale,
                effect.lower() * scale,
                effect.upper() * scale,
                effect.observed() * scale,
                effect.peak() * scale,
                effect.ratio(),
                effect.deviations(),
                effect.qValue(),
                effect.support(),
                effect.baselineSupport(),
                effect.baselineMethod());
    }

    /** Returns the unit of an episode's figures: counts are told per minute, whatever the step. */
    private static String unit(Episode episode) {
        return switch (episode.measure()) {
            case "share" -> "1";
            case "per step" -> episode.series().unit().code() + "/min";
            default -> episode.series().unit().code();
        };
    }

    private static double scale(Episode episode) {
        return episode.measure().equals("per step") ? 60 / seconds(episode.step()) : 1;
    }

    /** Returns the panel of the performance page that draws the numbers of an episode, or null. */
    static @Nullable String panel(Episode episode) {
        return switch (episode.series().metric()) {
            case Metrics.REQUEST_DURATION -> "latency";
            case Metrics.REQUEST_COUNT, Metrics.REQUEST_FAILURES -> "traffic";
            case Metrics.ERROR_COUNT -> "errors";
            case Metrics.CPU_UTILIZATION, Metrics.MEMORY_UTILIZATION -> "utilization";
            case Metrics.CONNECTIONS_ACTIVE -> "connections";
            default -> null;
        };
    }

    /** Returns what is worth showing of the correlations, and how many there are. */
    Links links(Collection<Correlation> correlations) {
        Comparator<Correlation> tellingMostFirst = Comparator.comparing(Correlation::verdict, Comparator.reverseOrder())
                .thenComparing(this::keyEnds, Comparator.reverseOrder())
                .thenComparingDouble(Correlation::qValue)
                .thenComparing(Correlation::compareTo);
        Map<String, Integer> verdicts = new TreeMap<>();
        correlations.forEach(one -> verdicts.merge(Names.word(one.verdict()), 1, Integer::sum));
        List<Correlation> sorted =
                correlations.stream().sorted(tellingMostFirst).toList();
        List<LinkRow> shown = Stream.concat(
                        sorted.stream()
                                .filter(one -> one.verdict() != Verdict.COINCIDENT)
                                .limit(MOST_CONCLUSIONS),
                        sorted.stream()
                                .filter(one -> one.verdict() == Verdict.COINCIDENT)
                                .limit(MOST_COINCIDENCES))
                .map(this::link)
                .toList();
        return new Links(shown, verdicts);
    }

    private int keyEnds(Correlation correlation) {
        return (isKey(correlation.from()) ? 1 : 0) + (isKey(correlation.to()) ? 1 : 0);
    }

    private boolean isKey(Endpoint end) {
        return end.kind() == Endpoint.Kind.EVENT || keys.contains(end.id());
    }

    private LinkRow link(Correlation correlation) {
        return new LinkRow(
                correlation.id(),
                correlation.from().id(),
                correlation.from().label(),
                names.of(correlation.from().entity()),
                correlation.from().at(),
                correlation.to().id(),
                correlation.to().label(),
                names.of(correlation.to().entity()),
                correlation.to().at(),
                seconds(correlation.lag().best()),
                seconds(correlation.lag().least()),
                seconds(correlation.lag().most()),
                correlation.effect(),
                correlation.pValue(),
                correlation.qValue(),
                Names.word(correlation.verdict()),
                correlation.hops(),
                // What was not concluded needs its first reason only; there are many such pairs.
                correlation.evidence().stream()
                        .limit(correlation.verdict() == Verdict.COINCIDENT ? 1 : Long.MAX_VALUE)
                        .map(Findings::reason)
                        .toList());
    }

    static List<ReasonRow> reasons(List<Reason> reasons) {
        return reasons.stream().map(Findings::reason).toList();
    }

    static ReasonRow reason(Reason reason) {
        return new ReasonRow(
                reason.code(), reason.text(), reason.numbers(), reason.references(), Markers.link(reason.link()));
    }

    IncidentSummary summary(Incident incident) {
        RootCause first = incident.rootCauses().get(0);
        return new IncidentSummary(
                incident.id(),
                incident.title(),
                incident.start(),
                incident.end(),
                incident.services().stream().map(names::of).toList(),
                first.title(),
                Names.word(first.kind()));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
