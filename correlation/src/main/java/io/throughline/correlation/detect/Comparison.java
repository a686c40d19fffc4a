package io.throughline.correlation.detect;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What was held against what, so that it can be looked up in the source.
 *
 * @param history the windows that the baseline was made of, ascending, not empty; between them lies what was set aside as
 *     earlier excursions
 * @param historySteps number of steps with data in them
 * @param episode from the onset to the end, or to where the data end
 * @param episodeSteps number of steps with data in it
 * @param resolution length of the steps that were compared; longer than those of the series where several are needed
 *     for one figure (scatter, distributions)
 */
public record Comparison(
        List<TimeWindow> history, int historySteps, TimeWindow episode, int episodeSteps, Duration resolution) {

    public Comparison {
        history = List.copyOf(history);
        Objects.requireNonNull(episode, "episode");
        Objects.requireNonNull(resolution, "resolution");
        if (history.isEmpty()) {
            throw new IllegalArgumentException("history must not be empty");
        }
    }

    /** Returns the time from the first step of the history to its last. */
    public TimeWindow historySpan() {
        return new TimeWindow(
                history.get(0).from(), history.get(history.size() - 1).to());
    }

    /** Returns how much of that time was set aside. */
    public Duration setAside() {
        Duration kept = Duration.ZERO;
        for (TimeWindow window : history) {
            kept = kept.plus(window.length());
        }
        return historySpan().length().minus(kept);
    }
}
