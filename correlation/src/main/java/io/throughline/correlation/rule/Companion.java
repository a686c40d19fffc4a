package io.throughline.correlation.rule;

import java.time.Duration;
import java.util.Objects;

/**
 * What else a rule asks for, beside its first condition.
 *
 * @param condition what
 * @param order when, beside the first
 * @param within how far the two beginnings may lie apart, positive. Beginnings that are only known within bounds meet
 *     this if some instants of their bounds do
 * @param place where, beside the first
 */
public record Companion(Condition condition, Order order, Duration within, Place place) {

    /** When something began, beside the rule's first condition. */
    public enum Order {
        /** Before it, or with it. */
        BEFORE,
        /** After it, or with it. */
        AFTER,
        /** On either side. */
        AROUND
    }

    /** Where something was, beside the entity of the rule's first condition. */
    public enum Place {
        /** The very same entity. */
        SAME_ENTITY,
        /** An entity of the same service, or the same entity where it belongs to none. */
        SAME_SERVICE,
        /** The same service, one that it calls, or one that calls it; databases and what else is shared as well. */
        CONNECTED,
        /** An entity that shares a product with it. */
        SAME_PRODUCT,
        /** Anywhere in what is read of the product. */
        ANYWHERE
    }

    public Companion {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(place, "place");
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within must be positive, was " + within);
        }
    }

    /** Tells whether the beginnings of two sightings lie as asked for. */
    boolean inTime(Sighting first, Sighting other) {
        boolean after = !other.latest().isBefore(first.earliest())
                && !other.earliest().isAfter(first.latest().plus(within));
        boolean before = !other.earliest().isAfter(first.latest())
                && !other.latest().isBefore(first.earliest().minus(within));
        return switch (order) {
            case AFTER -> after;
            case BEFORE -> before;
            case AROUND -> after || before;
        };
    }
}
