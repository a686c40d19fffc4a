package io.throughline.correlation;

import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.timeline.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the data of an incident's onset were there to be read: since when the store knows the step in which the first
 * symptom began. Asked of the store by halving, for knowledge only grows here: a step that was known stays known, if with
 * other numbers.
 */
final class Arrival {

    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final TelemetryStore store;

    Arrival(TelemetryStore store) {
        this.store = store;
    }

    /**
     * Returns the moment.
     *
     * @param knownAt as known at this instant, or null for what is known now
     */
    Moment of(Incident incident, @Nullable Instant knownAt) {
        Episode first = incident.episodes().stream()
                .filter(Symptoms::meetsUsers)
                .filter(episode -> !episode.onset().isBefore(incident.start()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (first == null) {
            return Moment.unknown("the incident has no symptom that users meet");
        }
        TimeWindow step = new TimeWindow(first.onset(), first.onset().plus(first.step()));
        Instant before = step.from().truncatedTo(ChronoUnit.SECONDS);
        Instant by = knownAt != null ? knownAt : lastWrite();
        if (!by.isAfter(before) || !known(first.series(), step, by)) {
            return Moment.unknown("the store does not hold the step in which the first symptom began");
        }
        while (Duration.between(before, by).compareTo(PRECISION) > 0) {
            Instant middle = before.plus(Duration.between(before, by).dividedBy(2));
            if (known(first.series(), step, middle)) {
                by = middle;
            } else {
                before = middle;
            }
        }
        Instant end = incident.end();
        return end != null && by.isAfter(end)
                ? Moment.unknown(
                        "the data of the onset were read only afterwards, at " + by.truncatedTo(ChronoUnit.SECONDS))
                : Moment.between(before, by, "the data of the onset were read", first.id());
    }

    private Instant lastWrite() {
        return store.states().stream()
                .map(StreamState::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private boolean known(SeriesKey wanted, TimeWindow step, Instant at) {
        return store.read(new WindowQuery(step, Set.of(wanted.entity()), at)).series().stream()
                .anyMatch(series -> isPart(series.key(), wanted) && series.size() > 0);
    }

    /** Series that differ only in version, instance or plan were looked at together; the wanted key lacks what differs. */
    private static boolean isPart(SeriesKey key, SeriesKey wanted) {
        Map<String, Object> attributes = key.attributes().asMap();
        return key.metric().equals(wanted.metric())
                && attributes.entrySet().containsAll(wanted.attributes().asMap().entrySet());
    }
}
