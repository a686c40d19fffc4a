package io.throughline.correlation.detect;

import io.throughline.correlation.changepoint.ChangePoint;
import io.throughline.correlation.changepoint.ChangePointConfig;
import io.throughline.correlation.changepoint.ChangePoints;
import java.util.List;
import java.util.Optional;

/**
 * What the course of a signal says of an onset: the same stretch, as it is described best by levels, lines and scatters,
 * without the assumption of a baseline.
 */
final class Courses {

    /** Rows on either side of the onset: as many as the episode has, within these. */
    private static final int LEAST = 30;

    private static final int MOST = 400;
    private static final double SURE = 0.01;
    /** An onset is told by a change point this near to its bounds. */
    private static final int NEAR = 3;

    private Courses() {}

    /** Returns what was observed less what was expected, at each step; of durations' quantiles, logarithms. */
    static double[] figures(Deviations deviations) {
        Signal signal = deviations.signal;
        double[] expected = deviations.columns.expected;
        double[] figures = new double[expected.length];
        for (int i = 0; i < figures.length; i++) {
            double value = signal.values[i];
            figures[i] = switch (signal.model) {
                case SHARE -> value / signal.totals[i] - expected[i];
                case DISTRIBUTION -> value > 0 && expected[i] > 0 ? StrictMath.log(value / expected[i]) : Double.NaN;
                case COUNT, LEVEL, UTILIZATION -> value - expected[i];
            };
        }
        return figures;
    }

    /**
     * Returns whether the level jumped or left along a slope; empty if the course shows neither.
     *
     * @param figures what was observed less what was expected; NaN without data
     */
    static Optional<EpisodeKind> kind(double[] figures, Excursion excursion) {
        int from = from(excursion);
        return near(ChangePoints.find(part(figures, excursion), ChangePointConfig.defaults()), excursion, from, 1)
                .map(change -> change.kind() == ChangePoint.Kind.TREND ? EpisodeKind.TREND : EpisodeKind.LEVEL);
    }

    /** Returns the surest change of scatter at an onset that is known within {@code slack} rows. */
    static Optional<ChangePoint> scatter(double[] figures, Excursion excursion, int slack) {
        return near(
                ChangePoints.findInScale(part(figures, excursion), ChangePointConfig.defaults()),
                excursion,
                from(excursion),
                slack);
    }

    /** Returns the surest change of level at an onset that is known within {@code slack} rows. */
    static Optional<ChangePoint> level(double[] figures, Excursion excursion, int slack) {
        return near(
                ChangePoints.find(part(figures, excursion), ChangePointConfig.defaults()),
                excursion,
                from(excursion),
                slack);
    }

    private static Optional<ChangePoint> near(List<ChangePoint> changes, Excursion excursion, int from, int slack) {
        int reach = NEAR * slack;
        ChangePoint best = null;
        for (ChangePoint change : changes) {
            boolean near = from + change.latest() >= excursion.earliest() - reach
                    && from + change.earliest() <= excursion.latest() + reach;
            if (near && change.pValue() <= SURE && (best == null || change.pValue() < best.pValue())) {
                best = change;
            }
        }
        return Optional.ofNullable(best).map(change -> moved(change, from));
    }

    private static ChangePoint moved(ChangePoint change, int from) {
        return new ChangePoint(
                from + change.index(),
                from + change.earliest(),
                from + change.latest(),
                change.kind(),
                change.before(),
                change.after(),
                change.slopeBefore(),
                change.slopeAfter(),
                change.effect(),
                change.pValue());
    }

    private static double[] part(double[] figures, Excursion excursion) {
        int length = length(excursion);
        int from = from(excursion);
        int to = Math.min(figures.length, Math.min(excursion.end(), excursion.latest() + length + 1));
        double[] part = new double[Math.max(0, to - from)];
        System.arraycopy(figures, from, part, 0, part.length);
        return part;
    }

    private static int from(Excursion excursion) {
        return Math.max(0, excursion.earliest() - length(excursion));
    }

    private static int length(Excursion excursion) {
        return Math.max(LEAST, Math.min(MOST, excursion.end() - excursion.onset()));
    }
}
