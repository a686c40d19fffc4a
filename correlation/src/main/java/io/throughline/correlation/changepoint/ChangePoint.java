package io.throughline.correlation.changepoint;

import java.util.Objects;

/**
 * A row from which on a series takes another course.
 *
 * @param index the most likely first row of the new course, 0-based
 * @param earliest first row at which it may have begun: the likelihood there is at least a fifteenth of the greatest
 * @param latest last such row
 * @param kind what changed
 * @param before value of the old course at its last row, in the series' unit; for {@link Kind#SCALE} its scatter, as a
 *     robust standard deviation
 * @param after value of the new course at its first row, or its scatter, likewise
 * @param slopeBefore slope of the old course, units a row
 * @param slopeAfter slope of the new course, units a row
 * @param effect how far the new course leads from the old one within its rows, or as many as the old one had if those are
 *     fewer, in robust standard deviations of the rows about their course, signed; for {@link Kind#SCALE} the natural
 *     logarithm of the ratio of the scatters. At most 1e6 in size
 * @param pValue chance of as much improvement at any row of the two stretches if nothing had changed, by the likelihood
 *     ratio with the autocorrelation of the rows about their course taken into account, in {@code (0, 1]}. Of several
 *     series, correct them with {@link io.throughline.correlation.statistics.FalseDiscovery}
 */
public record ChangePoint(
        int index,
        int earliest,
        int latest,
        Kind kind,
        double before,
        double after,
        double slopeBefore,
        double slopeAfter,
        double effect,
        double pValue) {

    /** What changed. */
    public enum Kind {
        /** The level. */
        LEVEL,
        /** The slope. */
        TREND,
        /** The scatter about the course. */
        SCALE
    }

    public ChangePoint {
        Objects.requireNonNull(kind, "kind");
        if (!(earliest <= index && index <= latest)) {
            throw new IllegalArgumentException(
                    "index " + index + " must lie in its bounds " + earliest + " to " + latest);
        }
        if (!(pValue > 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue must be in (0, 1], was " + pValue);
        }
    }

    ChangePoint movedTo(int at, int from, int to) {
        return new ChangePoint(at, from, to, kind, before, after, slopeBefore, slopeAfter, effect, pValue);
    }
}
