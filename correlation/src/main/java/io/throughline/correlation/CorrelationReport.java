package io.throughline.correlation;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.EntityEpisode;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.LearningSeries;
import io.throughline.correlation.detect.SkippedSeries;
import io.throughline.correlation.rule.Firing;
import io.throughline.correlation.rule.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the engine concluded about a window. The same window gives an equal report, and the same bytes of JSON.
 *
 * @param span all of the event time that was read
 * @param focus the part that was asked about; episodes begin in it
 * @param episodes all that were found, by onset, whether or not they belong to an incident
 * @param entities the same episodes, those of one entity that began together as one, by onset
 * @param correlations all pairs that were tested, by time, whatever the verdict
 * @param incidents by start
 * @param tested what was looked at
 * @param learning series with too little history for a baseline, by key; nothing is said about them
 * @param skipped series that no baseline is made for, by key; nothing is said about them
 * @param completeness what is known about how much of the telemetry arrived
 * @param knownAt the instant as of which it is told, UTC, or null if from all that is known
 * @param verdict what the user's rules say about the same window; no part of what the engine concluded
 */
public record CorrelationReport(
        TimeWindow span,
        TimeWindow focus,
        List<Episode> episodes,
        List<EntityEpisode> entities,
        List<Correlation> correlations,
        List<Incident> incidents,
        Tested tested,
        List<LearningSeries> learning,
        List<SkippedSeries> skipped,
        Completeness completeness,
        @Nullable Instant knownAt,
        Rules.Verdict verdict) {

    /** Creates a report from all that is known, without rules. */
    public CorrelationReport(
            TimeWindow span,
            TimeWindow focus,
            List<Episode> episodes,
            List<EntityEpisode> entities,
            List<Correlation> correlations,
            List<Incident> incidents,
            Tested tested,
            List<LearningSeries> learning,
            List<SkippedSeries> skipped,
            Completeness completeness) {
        this(
                span,
                focus,
                episodes,
                entities,
                correlations,
                incidents,
                tested,
                learning,
                skipped,
                completeness,
                null,
                Rules.Verdict.NONE);
    }

    /**
     * How much was looked at; what significance was corrected for.
     *
     * @param series series in the window
     * @param seriesTested what was compared with a baseline (series that differ only in version or plan count once)
     * @param seriesLearning too little history for a baseline
     * @param seriesSkipped of a sort that is not compared with a baseline here, such as irregular measures of code
     * @param pairs pairs of episodes and events tested for association
     * @param events events in the window
     */
    public record Tested(int series, int seriesTested, int seriesLearning, int seriesSkipped, int pairs, int events) {}

    public CorrelationReport {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(focus, "focus");
        Objects.requireNonNull(tested, "tested");
        Objects.requireNonNull(completeness, "completeness");
        Objects.requireNonNull(verdict, "verdict");
        episodes = episodes.stream().sorted().toList();
        correlations = correlations.stream().sorted().toList();
        incidents = incidents.stream().sorted().toList();
        entities = entities.stream().sorted().toList();
        learning = learning.stream().sorted().toList();
        skipped = skipped.stream().sorted().toList();
    }

    /** Returns the episode with an id. */
    public Optional<Episode> episode(String id) {
        return episodes.stream().filter(episode -> episode.id().equals(id)).findFirst();
    }

    /** Returns the incident with an id. */
    public Optional<Incident> incident(String id) {
        return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    /** Returns what the user's rules found, in order. */
    public List<Firing> firings() {
        return verdict.firings();
    }

    /**
     * Returns what the user's rules found in what belongs to an incident: firings that share evidence with it, in
     * order.
     */
    public List<Firing> firingsIn(Incident incident) {
        Set<String> members = new TreeSet<>();
        incident.episodes().forEach(episode -> members.add(episode.id()));
        incident.events().forEach(event -> members.add(event.id()));
        return firings().stream()
                .filter(firing -> firing.evidence().stream().anyMatch(sighting -> members.contains(sighting.id())))
                .toList();
    }

    /**
     * Returns the report as canonical JSON: fixed order of fields, lists sorted as documented, numbers rounded to nine
     * significant digits, instants in ISO 8601 UTC. Incidents name their episodes and correlations by id.
     */
    public String toJson() {
        return ReportJson.of(this);
    }
}
