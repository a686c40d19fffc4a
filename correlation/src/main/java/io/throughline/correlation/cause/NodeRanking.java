package io.throughline.correlation.cause;

import java.util.List;

/**
 * Where a fault may have begun.
 *
 * @param nodes all nodes that anything was measured of, the most probable first
 * @param symptomChance share of quiet stretches of the same length in which the symptom's node was as bad, in {@code (0,
 *     1]}; 1 if no symptom was named or nothing is known of its node
 * @param incident whether the symptom is worse than quiet time explains, and something accounts for it; false means that
 *     the order of the nodes says little
 */
public record NodeRanking(List<RankedNode> nodes, double symptomChance, boolean incident) {

    public NodeRanking {
        nodes = List.copyOf(nodes);
        if (!(symptomChance > 0 && symptomChance <= 1)) {
            throw new IllegalArgumentException("symptomChance must be in (0, 1], was " + symptomChance);
        }
    }
}
