package io.throughline.correlation.associate;

import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;

/**
 * A link between two things that happened, asked in the direction {@code from} → {@code to}, with its evidence.
 *
 * @param id stable id, made of both ends
 * @param from the supposed cause
 * @param to the supposed effect
 * @param lag how long {@code to} came after {@code from}
 * @param effect coefficient of correlation of the prewhitened residuals at the best lag, in {@code [-1, 1]}; for an event
 *     the distance of the episode from its baseline after the event, as the share {@code 1 - 1/ratio}
 * @param pValue chance of such an agreement between unrelated series, after the search over lags, in {@code (0, 1]}
 * @param qValue the same after Benjamini-Hochberg over all {@code tested} pairs, in {@code (0, 1]}
 * @param tested number of pairs that could have been found in the same analysis: those tested, and for each episode the
 *     connected series in which nothing happened near it
 * @param verdict what was concluded
 * @param hops distance of the two entities in the topology; 0 within one service
 * @param evidence what it was concluded from, strongest first
 */
public record Correlation(
        String id,
        Endpoint from,
        Endpoint to,
        Lag lag,
        double effect,
        double pValue,
        double qValue,
        int tested,
        Verdict verdict,
        int hops,
        List<Reason> evidence)
        implements Comparable<Correlation> {

    public Correlation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(lag, "lag");
        Objects.requireNonNull(verdict, "verdict");
        if (!(effect >= -1 && effect <= 1)) {
            throw new IllegalArgumentException("effect must be in [-1, 1], was " + effect);
        }
        if (!(pValue > 0 && pValue <= 1) || !(qValue > 0 && qValue <= 1)) {
            throw new IllegalArgumentException("pValue and qValue must be in (0, 1], were " + pValue + ", " + qValue);
        }
        evidence = List.copyOf(evidence);
    }

    /** Orders by start of {@code from}, then of {@code to}, then by id. */
    @Override
    public int compareTo(Correlation other) {
        int order = from.at().compareTo(other.from.at());
        order = order != 0 ? order : to.at().compareTo(other.to.at());
        return order != 0 ? order : id.compareTo(other.id);
    }
}
