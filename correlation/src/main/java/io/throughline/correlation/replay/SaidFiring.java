package io.throughline.correlation.replay;

import io.throughline.correlation.rule.Firing;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A firing as it would have been said.
 *
 * @param firing as it was said first
 * @param said end of the step that said it first, UTC
 * @param withdrawn end of the step that no longer said it although it asked about the time, UTC: data that came later
 *     took it back; null if it was never taken back, or was said again
 */
public record SaidFiring(
        Firing firing, Instant said, @Nullable Instant withdrawn) implements Comparable<SaidFiring> {

    public SaidFiring {
        Objects.requireNonNull(firing, "firing");
        Objects.requireNonNull(said, "said");
    }

    /** Orders by when it was said, then by the firing. */
    @Override
    public int compareTo(SaidFiring other) {
        int order = said.compareTo(other.said);
        return order != 0 ? order : firing.compareTo(other.firing);
    }
}
