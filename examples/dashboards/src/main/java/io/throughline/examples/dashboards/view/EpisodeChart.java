package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in which an episode was found, over the time of its incident.
 *
 * @param episode the episode
 * @param from start of the axis, UTC
 * @param stepSeconds width of a step
 * @param values one for each step, in the episode's unit; null where nothing is known
 */
public record EpisodeChart(EpisodeRow episode, Instant from, long stepSeconds, List<@Nullable Double> values) {

    public EpisodeChart {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
