package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;

/**
 * A node at which the fault may have begun.
 *
 * @param rank 1 for the most probable
 * @param node the node
 * @param share of the symptom that arises at the node itself, in {@code [0, 1]}; 0 if no symptom was named
 * @param strength of all else that speaks for it, at least 0, after callees have explained their part away
 * @param findings what its measures say, the strongest that nothing explains first
 * @param against what speaks against it
 */
public record RankedNode(
        int rank, String node, double share, double strength, List<Finding> findings, List<Reason> against) {

    public RankedNode {
        Objects.requireNonNull(node, "node");
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1, was " + rank);
        }
        if (!(share >= 0 && share <= 1) || !(strength >= 0)) {
            throw new IllegalArgumentException(
                    "share must be in [0, 1] and strength at least 0, were " + share + ", " + strength);
        }
        findings = findings.stream().sorted().toList();
        against = List.copyOf(against);
    }
}
