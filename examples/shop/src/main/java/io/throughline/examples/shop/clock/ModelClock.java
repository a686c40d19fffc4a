package io.throughline.examples.shop.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Maps wall time to model time: {@code model = start + (wall - wallStart) * rate}. Points in time are mapped, durations never are.
 *
 * @param start model time at which the stretch starts
 * @param wallStart wall time at which it starts
 * @param rate model seconds a wall second, at least 1
 */
public record ModelClock(Instant start, Instant wallStart, int rate) {
    /** Checks the rate. */
    public ModelClock {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(wallStart, "wallStart");
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be at least 1, was " + rate);
        }
    }

    /** The model time of a wall time; before {@link #wallStart} it lies before {@link #start}. */
    public Instant toModel(Instant wall) {
        return start.plus(Duration.between(wallStart, wall).multipliedBy(rate));
    }

    /** The wall time of a model time, to the nanosecond below. */
    public Instant toWall(Instant model) {
        return wallStart.plus(Duration.between(start, model).dividedBy(rate));
    }
}
