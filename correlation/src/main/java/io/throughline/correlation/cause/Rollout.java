package io.throughline.correlation.cause;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A new version on its way into service, instance by instance.
 *
 * @param service what is changed
 * @param start when the rollout began, UTC
 * @param serving when the first new instance took over, UTC, or null if none has so far
 */
public record Rollout(
        String service, Instant start, @Nullable Instant serving) implements Comparable<Rollout> {

    private static final Comparator<Rollout> ORDER =
            Comparator.comparing(Rollout::start).thenComparing(Rollout::service);

    public Rollout {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(start, "start");
        if (serving != null && serving.isBefore(start)) {
            throw new IllegalArgumentException(
                    "rollout of " + service + " must not serve before it starts: " + serving + " < " + start);
        }
    }

    /** Orders by start, then by service. */
    @Override
    public int compareTo(Rollout other) {
        return ORDER.compare(this, other);
    }
}
