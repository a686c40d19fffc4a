package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;

/**
 * A pair of things that happened and what the engine concluded about them.
 *
 * @param id the correlation's id
 * @param fromId id of the episode or event that was asked about as the cause
 * @param from a few words on it
 * @param fromEntity name of its entity
 * @param fromAt when it began, UTC
 * @param toId id of the supposed effect
 * @param to a few words on it
 * @param toEntity name of its entity
 * @param toAt when it began, UTC
 * @param lagSeconds most likely lag from the first to the second, seconds; negative if the second came first
 * @param leastLagSeconds lower bound of the lag
 * @param mostLagSeconds upper bound of the lag
 * @param effect size of the association in {@code [-1, 1]}
 * @param pValue chance between unrelated series
 * @param qValue the same, corrected for all pairs tested
 * @param verdict what was concluded, lower case: {@code likely-cause}
 * @param hops distance in the topology
 * @param evidence what it was concluded from
 */
public record LinkRow(
        String id,
        String fromId,
        String from,
        String fromEntity,
        Instant fromAt,
        String toId,
        String to,
        String toEntity,
        Instant toAt,
        double lagSeconds,
        double leastLagSeconds,
        double mostLagSeconds,
        double effect,
        double pValue,
        double qValue,
        String verdict,
        int hops,
        List<ReasonRow> evidence) {

    public LinkRow {
        evidence = List.copyOf(evidence);
    }
}
