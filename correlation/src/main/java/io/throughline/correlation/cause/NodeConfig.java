package io.throughline.correlation.cause;

/**
 * How nodes are ranked.
 *
 * @param certain how many times its usual scatter something must have moved to count in full
 * @param doubted what is left of evidence that moved less, in {@code [0, 1]}
 * @param explained what is left of a node's evidence if a callee's explains it, in {@code [0, 1]}
 * @param explains how much of its caller's evidence a callee must have to explain it, in {@code (0, 1]}
 * @param falseAlarms share of quiet time in which a symptom may be taken for one, in {@code (0, 1)}
 */
public record NodeConfig(double certain, double doubted, double explained, double explains, double falseAlarms) {

    public NodeConfig {
        if (!(certain > 0)) {
            throw new IllegalArgumentException("certain must be positive, was " + certain);
        }
        share("doubted", doubted);
        share("explained", explained);
        share("explains", explains);
        share("falseAlarms", falseAlarms);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], was " + value);
        }
    }

    /** Returns what holds unless somebody knows better. */
    public static NodeConfig defaults() {
        return new NodeConfig(3, 0.1, 0.2, 0.3, 0.01);
    }
}
