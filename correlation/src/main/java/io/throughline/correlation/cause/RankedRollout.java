package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;

/**
 * A rollout that may have broken something.
 *
 * @param rank 1 for the most probable
 * @param rollout which
 * @param score logarithm of how well it explains what failed and when; comparable within one ranking
 * @param reasons what speaks for and against it
 */
public record RankedRollout(int rank, Rollout rollout, double score, List<Reason> reasons) {

    public RankedRollout {
        Objects.requireNonNull(rollout, "rollout");
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1, was " + rank);
        }
        reasons = List.copyOf(reasons);
    }
}
