package io.throughline.core.store;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to read from a store.
 *
 * @param window event time
 * @param entities only what is about these entities (for edges: either end), or null for all
 * @param asKnownAt only what was known at this instant, or null for what is known now
 * @param rolledUp which value stands for a step of a series of numbers where only a roll-up is left
 */
public record WindowQuery(
        TimeWindow window,
        @Nullable Set<EntityId> entities,
        @Nullable Instant asKnownAt,
        RolledUp rolledUp) {

    /** What of the steps of a roll-up is read. */
    public enum RolledUp {
        /**
         * What the series' kind allows: the sum of a delta, the mean of a gauge, the greatest of a maximum; of ratios and
         * vendors' quantiles, which cannot be combined, the last one.
         */
        USUAL,
        /** The smallest value of the step. */
        MIN,
        /** The mean of the step's values. */
        MEAN,
        /** The greatest value of the step. */
        MAX,
        /** The last value of the step. */
        LAST
    }

    /** Creates a query that reads roll-ups in the usual way. */
    public WindowQuery(TimeWindow window, @Nullable Set<EntityId> entities, @Nullable Instant asKnownAt) {
        this(window, entities, asKnownAt, RolledUp.USUAL);
    }

    public WindowQuery {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(rolledUp, "rolledUp");
        entities = entities == null ? null : Set.copyOf(entities);
    }

    /** Returns the query for everything in a window, as known now. */
    public static WindowQuery all(TimeWindow window) {
        return new WindowQuery(window, null, null);
    }

    /** Returns the entities to which the query is limited, if it is. */
    public Optional<Set<EntityId>> scope() {
        return Optional.ofNullable(entities);
    }

    /** Returns the instant as of which is to be read, if it is not now. */
    public Optional<Instant> knowledge() {
        return Optional.ofNullable(asKnownAt);
    }
}
