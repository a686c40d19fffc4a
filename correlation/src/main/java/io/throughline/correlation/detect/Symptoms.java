package io.throughline.correlation.detect;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKey;
import java.util.Optional;

/** What an episode's metric tells about its place between cause and users. */
public final class Symptoms {

    private Symptoms() {}

    /** Tells whether users meet it: requests that are slow or fail, errors that are reported. */
    public static boolean meetsUsers(Episode episode) {
        boolean bad = episode.signal() == SignalClass.LATENCY || episode.signal() == SignalClass.ERRORS;
        return bad
                && episode.direction() == Direction.UP
                && episode.kind().movesFigure()
                && !isOutgoing(episode)
                && !isQuery(episode);
    }

    /** Tells whether it is about calls that the entity makes. */
    public static boolean isOutgoing(Episode episode) {
        return isOutgoing(episode.series());
    }

    /** Tells whether it counts or times calls that the entity makes. */
    public static boolean isOutgoing(SeriesKey series) {
        return switch (series.metric()) {
            case Metrics.DEPENDENCY_DURATION, Metrics.DEPENDENCY_COUNT, Metrics.DEPENDENCY_FAILURES -> true;
            default -> false;
        };
    }

    /** Tells whether it is about a query of a database. */
    public static boolean isQuery(Episode episode) {
        return isQuery(episode.series());
    }

    /** Tells whether it counts or times a query of a database. */
    public static boolean isQuery(SeriesKey series) {
        return switch (series.metric()) {
            case Metrics.QUERY_COUNT, Metrics.QUERY_DURATION_MEAN -> true;
            default -> false;
        };
    }

    /** Returns the entity that was called, if the episode is about outgoing calls. */
    public static Optional<EntityId> target(Episode episode) {
        return target(episode.series());
    }

    /** Returns the entity that is called, if the series is about outgoing calls. */
    public static Optional<EntityId> target(SeriesKey series) {
        return isOutgoing(series)
                ? series.attributes().text(AttributeKeys.TARGET).flatMap(Symptoms::parsed)
                : Optional.empty();
    }

    private static Optional<EntityId> parsed(String text) {
        try {
            return Optional.of(EntityId.parse(text));
        } catch (IllegalArgumentException e) {
            // Some other source's way of naming a target: nothing in the window can be meant by it.
            return Optional.empty();
        }
    }
}
