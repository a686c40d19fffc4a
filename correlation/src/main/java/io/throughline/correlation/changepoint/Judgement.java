package io.throughline.correlation.changepoint;

import io.throughline.correlation.changepoint.ChangePoint.Kind;
import io.throughline.correlation.statistics.Autocorrelation;
import io.throughline.correlation.statistics.Medians;
import io.throughline.correlation.statistics.Normal;

/** Says of a change in a window how far, how surely and where. */
final class Judgement {

    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double LARGEST_EFFECT = 1e6;
    private static final double STRONGEST_AUTOCORRELATION = 0.95;
    /** Royall, Statistical Evidence, 1997: values 15 times less likely than the best one are ruled out. */
    private static final double LOG_FIFTEEN = StrictMath.log(15);

    private Judgement() {}

    /**
     * Returns the change at {@code split}, with indices counted from the window's first row.
     *
     * @param values the dimensions' rows
     * @param from where the window begins in them
     */
    static ChangePoint of(Split split, double[][] values, int from, int rows, Sums[] sums, Description description) {
        int dimension = widest(split, rows, sums);
        Sums of = sums[dimension];
        double[] residuals = new double[rows];
        double[] sizes = new double[rows];
        for (int i = 0; i < rows; i++) {
            double course = i < split.at()
                    ? course(of, 0, split.at(), split.lineBefore(), i)
                    : course(of, split.at(), rows, split.lineAfter(), i);
            residuals[i] = values[dimension][from + i] - course;
            sizes[i] = Math.abs(residuals[i]);
        }
        double scatter = MAD_TO_DEVIATION * Medians.median(sizes);
        double autocorrelation = Math.max(
                0, Math.min(STRONGEST_AUTOCORRELATION, Autocorrelation.ofNeighbours(residuals, 0, rows, 5 * scatter)));
        double support = Math.max(3, rows * (1 - autocorrelation) / (1 + autocorrelation));

        int at = split.at();
        double before = course(of, 0, at, split.lineBefore(), at - 1);
        double after = course(of, at, rows, split.lineAfter(), at);
        double slopeBefore = split.lineBefore() ? of.slope(0, at) : 0;
        double slopeAfter = split.lineAfter() ? of.slope(at, rows) : 0;
        double half = Math.min(at, rows - at) / 2.0;
        double jump = after - before - slopeBefore;
        double turn = (slopeAfter - slopeBefore) * half;
        Kind kind = Math.abs(jump) >= Math.abs(turn) ? Kind.LEVEL : Kind.TREND;
        double lead = jump + turn;
        double effect = scatter > 0
                ? Math.max(-LARGEST_EFFECT, Math.min(LARGEST_EFFECT, lead / scatter))
                : Math.signum(lead) * LARGEST_EFFECT;

        double left = split.unexplained(description, rows, at);
        double p = pValue(split, rows, left, support, description);
        int[] bounds = bounds(split, rows, left, support, description);
        return new ChangePoint(at, bounds[0], bounds[1], kind, before, after, slopeBefore, slopeAfter, effect, p);
    }

    private static double course(Sums sums, int from, int to, boolean line, int at) {
        return line ? sums.lineAt(from, to, at) : sums.mean(from, to);
    }

    /** Returns the dimension in which the change explains the most. */
    private static int widest(Split split, int rows, Sums[] sums) {
        int widest = 0;
        double most = -1;
        for (int i = 0; i < sums.length; i++) {
            double whole = sums[i].aboutLine(0, rows);
            double parts = sums[i].aboutLine(0, split.at()) + sums[i].aboutLine(split.at(), rows);
            double explained = whole > 0 ? (whole - parts) / whole : 0;
            if (explained > most) {
                most = explained;
                widest = i;
            }
        }
        return widest;
    }

    /** Likelihood ratio for one level or one line more, and Bonferroni over the rows that were independent tries. */
    private static double pValue(Split split, int rows, double left, double support, Description description) {
        boolean lines = split.lineBefore() || split.lineAfter();
        double whole = lines ? description.line(0, rows) : description.constant(0, rows);
        int parameters = lines ? 4 : 2;
        double ratio = left > 0 ? whole / left : Double.POSITIVE_INFINITY;
        double statistic = Math.max(0, support - parameters) * StrictMath.log(Math.max(1, Math.min(1e12, ratio)));
        double tail = lines ? StrictMath.exp(-statistic / 2) : 2 * Normal.upperTail(Math.sqrt(statistic));
        return Math.max(Normal.LEAST, Math.min(1, tail * support));
    }

    private static int[] bounds(Split split, int rows, double left, double support, Description description) {
        double limit = left * StrictMath.exp(2 * LOG_FIFTEEN / support);
        int earliest = split.at();
        while (earliest > 1 && split.unexplained(description, rows, earliest - 1) <= limit) {
            earliest--;
        }
        int latest = split.at();
        while (latest < rows - 1 && split.unexplained(description, rows, latest + 1) <= limit) {
            latest++;
        }
        return new int[] {earliest, latest};
    }
}
