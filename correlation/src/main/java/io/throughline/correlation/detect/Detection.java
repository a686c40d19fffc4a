package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What detection found in a window. Every series of the window is in it: tested, learning or skipped. Series that are
 * looked at together count once, see {@link Episode#series()}.
 *
 * @param episodes by onset
 * @param entities the same episodes, those of one entity that began together as one, by onset
 * @param deviations every tested series beside its baseline, by key
 * @param insignificant what left its normal as far as chance lets something leave it among all that was tested, by onset
 * @param learning series with too little history for a baseline, by key
 * @param skipped series that no baseline is made for, by key
 */
public record Detection(
        List<Episode> episodes,
        List<EntityEpisode> entities,
        SortedMap<SeriesKey, Deviations> deviations,
        List<Episode> insignificant,
        List<LearningSeries> learning,
        List<SkippedSeries> skipped) {

    public Detection {
        episodes = episodes.stream().sorted().toList();
        entities = entities.stream().sorted().toList();
        deviations = Collections.unmodifiableSortedMap(new TreeMap<>(deviations));
        insignificant = insignificant.stream().sorted().toList();
        learning = learning.stream().sorted().toList();
        skipped = skipped.stream().sorted().toList();
    }

    /**
     * Returns the tested series that an episode was found in, step by step; empty if the episode is not one of the figure
     * that is kept for its series, as one of its scatter.
     */
    public Optional<Deviations> of(Episode episode) {
        return episode.kind().movesFigure() ? Optional.ofNullable(deviations.get(episode.series())) : Optional.empty();
    }
}
