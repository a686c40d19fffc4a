package io.throughline.correlation.cause;

import java.time.Instant;
import java.util.Objects;

/** An alert around a fault. A closed set: each kind points at its node in its own way. */
public sealed interface Sign {

    /** Returns when it was first seen, UTC. */
    Instant at();

    /**
     * A metric left its usual range.
     *
     * @param at the first odd value, UTC
     * @param node whose metric
     * @param metric its name as the vendor writes it; what it measures is told from the name
     * @param up whether it rose; else it fell
     */
    record Metric(Instant at, String node, String metric, boolean up) implements Sign {

        public Metric {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(metric, "metric");
        }
    }

    /**
     * Calls of one node by another were slow or failed.
     *
     * @param at the first such call, UTC
     * @param caller who called
     * @param callee who was called
     * @param failed whether calls failed; else they were slow
     */
    record Trace(Instant at, String caller, String callee, boolean failed) implements Sign {

        public Trace {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(callee, "callee");
        }
    }

    /**
     * A node logged something that it does not usually log.
     *
     * @param at the first such message, UTC
     * @param node who logged it
     * @param message the first message
     */
    record Log(Instant at, String node, String message) implements Sign {

        public Log {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(message, "message");
        }
    }
}
