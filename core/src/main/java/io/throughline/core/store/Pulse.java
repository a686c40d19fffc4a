package io.throughline.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How regularly a stream has delivered, from which it can be told when it has fallen silent. All times are event time,
 * on the stream's grid.
 *
 * @param first start of the first window that had anything
 * @param last start of the latest window that had anything
 * @param longestPause the longest time between two neighbouring windows that had anything; zero before there are two
 * @param windows number of windows that had anything
 * @param silentSince since when the stream counts as silent, or null if it does not
 */
public record Pulse(
        Instant first,
        Instant last,
        Duration longestPause,
        long windows,
        @Nullable Instant silentSince) {

    public Pulse {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(longestPause, "longestPause");
    }
}
