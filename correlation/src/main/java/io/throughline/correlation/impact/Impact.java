package io.throughline.correlation.impact;

import io.throughline.correlation.detect.Direction;
import org.jspecify.annotations.Nullable;

/**
 * How a metric fared after a change.
 *
 * @param state what can be said
 * @param score in {@code [0, 1]}; 0.5 or more if and only if the state is {@link ImpactState#ABNORMAL}, 0 if it is
 *     {@link ImpactState#UNKNOWN}
 * @param pValue share of the moments of history, this one counted among them, that looked at least as bad as the moment of
 *     the change, in {@code (0, 1]}; at least 1 / ({@link Support#quietMoments()} + 1), and raised by earlier incidents; 1 if
 *     unknown
 * @param direction to which side the metric left, null unless abnormal
 * @param effect observed less expected over the departure, in the unit of the series; 0 if unknown
 * @param deviations the effect in robust standard deviations of one step, 0 where history shows no spread at all
 * @param onset when it left, null unless abnormal
 * @param counterfactual what was expected, null if unknown
 * @param support what the judgement stands on
 */
public record Impact(
        ImpactState state,
        double score,
        double pValue,
        @Nullable Direction direction,
        double effect,
        double deviations,
        @Nullable Onset onset,
        @Nullable Counterfactual counterfactual,
        Support support) {

    /** From this score on a metric counts as having left its normal course. */
    public static final double ABNORMAL_FROM = 0.5;

    public Impact {
        if (!(score >= 0 && score <= 1) || (score >= ABNORMAL_FROM) != (state == ImpactState.ABNORMAL)) {
            throw new IllegalArgumentException("score " + score + " does not go with " + state);
        }
        if (!(pValue > 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue must be in (0, 1], was " + pValue);
        }
        if ((onset != null) != (state == ImpactState.ABNORMAL) || (direction != null) != (onset != null)) {
            throw new IllegalArgumentException("direction and onset go with ABNORMAL, and only with it");
        }
    }

    static Impact unknown(Support support) {
        return new Impact(ImpactState.UNKNOWN, 0, 1, null, 0, 0, null, null, support);
    }
}
