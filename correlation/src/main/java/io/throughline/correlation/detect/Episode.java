package io.throughline.correlation.detect;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a series stayed away from its own baseline.
 *
 * @param id stable id: the same series leaving in the same direction at the same step has the same id in every window
 * @param series what was looked at. Series of one entity and metric that differ only in version, instance or plan are
 *     looked at together; the key then lacks those dimensions
 * @param signal what the numbers speak of
 * @param measure which figure of the series: {@code value}, {@code p95}, {@code per step}, {@code share}, {@code scatter}
 *     (a standard deviation about the level); for {@link EpisodeKind#SHAPE} the quantile that moved farthest
 * @param kind what changed
 * @param step the series' step; nothing is known more finely
 * @param direction to which side it left
 * @param onset the most likely first step outside the baseline, start of that step, UTC
 * @param onsetBounds where the true onset lies; holds {@code onset} and is never narrower than a step
 * @param peak start of the step with the extreme value, UTC
 * @param end end of the last step outside, UTC, or null while it is still outside where the data end
 * @param effect how far, and how surely
 * @param comparison which time was held against which
 */
public record Episode(
        String id,
        SeriesKey series,
        SignalClass signal,
        String measure,
        EpisodeKind kind,
        Duration step,
        Direction direction,
        Instant onset,
        TimeWindow onsetBounds,
        Instant peak,
        @Nullable Instant end,
        Effect effect,
        Comparison comparison)
        implements Comparable<Episode> {

    private static final int SPIKE = 5;

    public Episode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(peak, "peak");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(comparison, "comparison");
        if (!onsetBounds.contains(onset)) {
            throw new IllegalArgumentException("onset " + onset + " must lie in its bounds " + onsetBounds);
        }
        if (end != null && !end.isAfter(onset)) {
            throw new IllegalArgumentException("end " + end + " must be after onset " + onset);
        }
    }

    /** Returns the entity whose series it is. */
    public EntityId entity() {
        return series.entity();
    }

    /** Tells whether the series was still outside of its baseline where the data end. */
    public boolean isOpen() {
        return end == null;
    }

    /** Tells whether it is over and was no longer than five steps of what was compared: a spike rather than a time. */
    public boolean isSpike() {
        return end != null
                && Duration.between(onset, end)
                                .compareTo(comparison.resolution().multipliedBy(SPIKE))
                        <= 0;
    }

    /** Returns the same episode with another q-value. */
    public Episode withQValue(double q) {
        return new Episode(
                id,
                series,
                signal,
                measure,
                kind,
                step,
                direction,
                onset,
                onsetBounds,
                peak,
                end,
                effect.withQValue(q),
                comparison);
    }

    /** Orders by onset, then by id. */
    @Override
    public int compareTo(Episode other) {
        int order = onset.compareTo(other.onset);
        return order != 0 ? order : id.compareTo(other.id);
    }
}
