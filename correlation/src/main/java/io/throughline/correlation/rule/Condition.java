package io.throughline.correlation.rule;

import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.EpisodeKind;
import io.throughline.correlation.detect.SignalClass;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a rule looks for on an entity. A closed set. */
public sealed interface Condition {

    /** Returns which entities are looked at. */
    Selector on();

    /** Returns the condition that the engine found a series of some sort away from its baseline. */
    static Departure departure(SignalClass signal, Direction direction) {
        return new Departure(Selector.any(), signal, null, direction, null, Duration.ZERO);
    }

    /** Returns the condition that a metric was above a threshold for a time. */
    static Level above(String metric, double threshold, Duration holds) {
        return new Level(Selector.any(), metric, new TreeMap<>(), Direction.UP, threshold, holds, Level.USUAL_QUANTILE);
    }

    /** Returns the condition that a metric was below a threshold for a time. */
    static Level below(String metric, double threshold, Duration holds) {
        return new Level(
                Selector.any(), metric, new TreeMap<>(), Direction.DOWN, threshold, holds, Level.USUAL_QUANTILE);
    }

    /** Returns the condition that something of a kind happened. */
    static Happening event(EventKind kind) {
        return new Happening(Selector.any(), kind, null, null, null);
    }

    /**
     * The engine found an episode. What it takes for one is told by {@link
     * io.throughline.correlation.detect.EpisodeDetector}.
     *
     * @param on which entities
     * @param signal what the series speaks of, or null for anything
     * @param metric name of the metric, {@code *} for any characters, or null for any
     * @param direction to which side it left, or null for either
     * @param kind what changed, or null for anything
     * @param holds how long it must have lasted, not negative
     */
    record Departure(
            Selector on,
            @Nullable SignalClass signal,
            @Nullable String metric,
            @Nullable Direction direction,
            @Nullable EpisodeKind kind,
            Duration holds)
            implements Condition {

        public Departure {
            Objects.requireNonNull(on, "on");
            notNegative("holds", holds);
        }

        /** Returns the same condition on some entities. */
        public Departure on(Selector entities) {
            return new Departure(entities, signal, metric, direction, kind, holds);
        }

        /** Returns the same condition on one metric. */
        public Departure metric(String pattern) {
            return new Departure(on, signal, pattern, direction, kind, holds);
        }

        /** Returns the same condition for what lasts. */
        public Departure holding(Duration atLeast) {
            return new Departure(on, signal, metric, direction, kind, atLeast);
        }
    }

    /**
     * A metric was on one side of a threshold for a time without a break. A missing point ends the time: what is not
     * known does not count as kept up. A step that was not over at the end of the window is not judged.
     *
     * @param on which entities
     * @param metric name of the metric, {@code *} for any characters
     * @param dimensions texts that the series' own attributes must have, exactly
     * @param side {@code UP} for above, {@code DOWN} for below
     * @param threshold in the unit of the series, finite; the threshold itself lies on neither side
     * @param holds how long, not negative; the first step on that side is enough if zero
     * @param quantile which quantile of a step is compared where the series has distributions, in {@code [0, 1]};
     *     numbers are compared themselves
     */
    record Level(
            Selector on,
            String metric,
            SortedMap<String, String> dimensions,
            Direction side,
            double threshold,
            Duration holds,
            double quantile)
            implements Condition {

        /** The quantile that is compared unless another one is asked for. */
        public static final double USUAL_QUANTILE = 0.95;

        public Level {
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(side, "side");
            dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
            notNegative("holds", holds);
            if (!Double.isFinite(threshold)) {
                throw new IllegalArgumentException("threshold must be finite, was " + threshold);
            }
            if (!(quantile >= 0 && quantile <= 1)) {
                throw new IllegalArgumentException("quantile must be in [0, 1], was " + quantile);
            }
        }

        /** Returns the same condition on some entities. */
        public Level on(Selector entities) {
            return new Level(entities, metric, dimensions, side, threshold, holds, quantile);
        }

        /** Returns the same condition on another quantile of distributions. */
        public Level quantile(double share) {
            return new Level(on, metric, dimensions, side, threshold, holds, share);
        }

        /** Returns the same condition on series that also have a dimension. */
        public Level dimension(String key, String value) {
            TreeMap<String, String> more = new TreeMap<>(dimensions);
            more.put(key, value);
            return new Level(on, metric, more, side, threshold, holds, quantile);
        }
    }

    /**
     * Something happened.
     *
     * @param on which entities
     * @param kind what sort of event
     * @param type the vendor's or the model's word for its type, {@code *} for any characters, whatever the case, or
     *     null for any: the type of a change, ticket or error, the rule of an alert, the new health of a transition
     * @param title its title, {@code *} for any characters, whatever the case, or null for any
     * @param severity the least severity, or null for any; what has no severity does not meet one
     */
    record Happening(
            Selector on,
            EventKind kind,
            @Nullable String type,
            @Nullable String title,
            @Nullable Severity severity) implements Condition {

        public Happening {
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(kind, "kind");
            if (severity == Severity.UNKNOWN) {
                throw new IllegalArgumentException("severity must be a known one; leave it out for any");
            }
        }

        /** Returns the same condition on some entities. */
        public Happening on(Selector entities) {
            return new Happening(entities, kind, type, title, severity);
        }

        /** Returns the same condition for events of a type. */
        public Happening type(String pattern) {
            return new Happening(on, kind, pattern, title, severity);
        }

        /** Returns the same condition for events of a title. */
        public Happening title(String pattern) {
            return new Happening(on, kind, type, pattern, severity);
        }

        /** Returns the same condition for events that are at least so bad. */
        public Happening atLeast(Severity least) {
            return new Happening(on, kind, type, title, least);
        }

        /** Returns the condition that this happened several times to one entity. */
        public Repeated times(int atLeast, Duration within) {
            return new Repeated(this, atLeast, within);
        }
    }

    /**
     * Something happened to one entity at least so often in a length of time, counted in event time.
     *
     * @param event what
     * @param atLeast how often, at least 2
     * @param within length of time that holds the first and the last of them, positive
     */
    record Repeated(Happening event, int atLeast, Duration within) implements Condition {

        public Repeated {
            Objects.requireNonNull(event, "event");
            if (atLeast < 2) {
                throw new IllegalArgumentException(
                        "atLeast must be at least 2, was " + atLeast + "; for one use the event itself");
            }
            if (within.isNegative() || within.isZero()) {
                throw new IllegalArgumentException("within must be positive, was " + within);
            }
        }

        @Override
        public Selector on() {
            return event.on();
        }
    }

    private static void notNegative(String what, Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, was " + length);
        }
    }
}
