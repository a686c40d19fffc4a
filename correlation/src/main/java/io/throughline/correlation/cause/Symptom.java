package io.throughline.correlation.cause;

import java.util.Objects;

/**
 * What got worse where users notice.
 *
 * @param node where
 * @param kind what
 */
public record Symptom(String node, Kind kind) {

    /** What can get worse about answers. */
    public enum Kind {
        /** They take longer. */
        LATENCY,
        /** More of them fail. */
        FAILURES
    }

    public Symptom {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(kind, "kind");
    }
}
