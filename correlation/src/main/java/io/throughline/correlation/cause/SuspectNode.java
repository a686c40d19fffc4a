package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;

/**
 * A node that alerts point at.
 *
 * @param rank 1 for the most probable
 * @param node the node
 * @param score how much points at it, at least 0; comparable within one ranking. Below about 1 there is little more than
 *     a guess
 * @param reasons what points at it, strongest first
 */
public record SuspectNode(int rank, String node, double score, List<Reason> reasons) {

    public SuspectNode {
        Objects.requireNonNull(node, "node");
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1, was " + rank);
        }
        if (!(score >= 0)) {
            throw new IllegalArgumentException("score must be at least 0, was " + score);
        }
        reasons = List.copyOf(reasons);
    }
}
