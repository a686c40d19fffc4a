package io.throughline.correlation.associate;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.correlation.detect.Deviations;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.topology.Topology;

/**
 * Which pairs are worth asking about, and in which direction: within a service from load over resources and outgoing
 * calls to requests and errors; between nodes from the called one to its callers, and for load the other way round.
 */
final class Hypotheses {

    private final Topology topology;
    private final int maxHops;

    Hypotheses(Topology topology, int maxHops) {
        this.topology = topology;
        this.maxHops = maxHops;
    }

    /**
     * One side of a pair, as far as it matters here.
     *
     * @param node the node that it is about
     * @param signal what sort of signal
     * @param series the series
     */
    record Side(EntityId node, SignalClass signal, SeriesKey series) {}

    Side side(Episode episode) {
        return new Side(topology.nodeOf(episode.entity()), episode.signal(), episode.series());
    }

    Side side(Deviations deviations) {
        SeriesKey series = deviations.key();
        return new Side(topology.nodeOf(series.entity()), deviations.signalClass(), series);
    }

    /** Returns the distance at which {@code from} may cause {@code to}, or -1 if no way is known. */
    int distance(Side from, Side to) {
        EntityId cause = from.node();
        EntityId effect = to.node();
        if (cause.equals(effect)) {
            return stage(from) < stage(to) && stage(to) <= ERRORS ? 0 : -1;
        }
        boolean load = from.signal() == SignalClass.TRAFFIC;
        int hops = load ? topology.callDistance(cause, effect) : topology.callDistance(effect, cause);
        if (hops > maxHops) {
            return -1;
        }
        if (load) {
            return to.signal() == SignalClass.TRAFFIC || to.signal() == SignalClass.SATURATION ? hops : -1;
        }
        boolean fromBad = stage(from) >= SATURATION && stage(from) <= ERRORS && !Symptoms.isOutgoing(from.series());
        boolean toBad = to.signal() == SignalClass.LATENCY || to.signal() == SignalClass.ERRORS;
        // An outgoing call is slow because of whom it calls, not of somebody else.
        boolean rightTarget = Symptoms.target(to.series())
                .map(target -> topology.callDistance(topology.nodeOf(target), cause) <= maxHops)
                .orElse(true);
        return fromBad && toBad && rightTarget ? hops : -1;
    }

    private static final int SATURATION = 1;
    private static final int ERRORS = 6;
    private static final int NONE = 99;

    /** Place in the order from load to what users meet. */
    private static int stage(Side side) {
        boolean outgoing = Symptoms.isOutgoing(side.series());
        return switch (side.signal()) {
            case TRAFFIC -> 0;
            case SATURATION -> SATURATION;
            case LATENCY -> Symptoms.isQuery(side.series()) ? 2 : outgoing ? 3 : 5;
            case ERRORS -> outgoing ? 4 : ERRORS;
            case QUALITY, COST, OTHER -> NONE;
        };
    }
}
