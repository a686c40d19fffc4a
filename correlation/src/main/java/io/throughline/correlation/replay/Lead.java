package io.throughline.correlation.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long before their tickets firings were said.
 *
 * @param times one for each ticket that was foretold or followed, ascending; negative where the ticket came first
 */
public record Lead(List<Duration> times) {

    public Lead {
        times = times.stream().sorted().toList();
    }

    /**
     * Returns the least of the times that at least the given share of them do not exceed: one that occurred, never a
     * mean of two. Empty without times.
     *
     * @param share in {@code (0, 1]}; 0.5 for the median
     */
    public Optional<Duration> quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in (0, 1], was " + share);
        }
        return times.isEmpty() ? Optional.empty() : Optional.of(times.get((int) Math.ceil(share * times.size()) - 1));
    }
}
