package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What detection found in a window.
 *
 * @param episodes by onset
 * @param deviations every tested series beside its baseline, by key
 * @param learning series with too little history for a baseline, by key
 * @param skipped number of series without a regular step or without points
 */
public record Detection(
        List<Episode> episodes, SortedMap<SeriesKey, Deviations> deviations, List<SeriesKey> learning, int skipped) {

    public Detection {
        episodes = episodes.stream().sorted().toList();
        deviations = Collections.unmodifiableSortedMap(new TreeMap<>(deviations));
        learning = learning.stream().sorted().toList();
    }

    /** Returns the tested series that an episode was found in. */
    public Optional<Deviations> of(Episode episode) {
        return Optional.ofNullable(deviations.get(episode.series()));
    }
}
