package io.throughline.correlation.changepoint;

import io.throughline.correlation.changepoint.ChangePoint.Kind;
import io.throughline.correlation.changepoint.Sums.Curve;
import io.throughline.correlation.statistics.Autocorrelation;
import io.throughline.correlation.statistics.Medians;
import io.throughline.correlation.statistics.Normal;
import java.util.Arrays;

/** Says of a change in a window how far, how surely and where. */
final class Judgement {

    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final int DEGREES = 3;
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
        Curve older = sums[dimension].curve(0, split.at(), split.before());
        Curve newer = sums[dimension].curve(split.at(), rows, split.after());
        double[] residuals = new double[rows];
        double[] sizes = new double[rows];
        for (int i = 0; i < rows; i++) {
            residuals[i] = values[dimension][from + i] - (i < split.at() ? older : newer).at(i);
            sizes[i] = Math.abs(residuals[i]);
        }
        double scatter = MAD_TO_DEVIATION * Medians.median(sizes);
        double autocorrelation = Math.max(
                0, Math.min(STRONGEST_AUTOCORRELATION, Autocorrelation.ofNeighbours(residuals, 0, rows, 5 * scatter)));
        double support = Math.max(3, rows * (1 - autocorrelation) / (1 + autocorrelation));

        int at = split.at();
        double before = older.at(at - 1);
        double after = newer.at(at);
        double slopeBefore = older.slopeAt(at - 1);
        double slopeAfter = newer.slopeAt(at);
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

    /** Returns the dimension in which the change explains the most. */
    private static int widest(Split split, int rows, Sums[] sums) {
        int widest = 0;
        double most = -1;
        double[] whole = new double[DEGREES];
        double[] parts = new double[DEGREES];
        for (int i = 0; i < sums.length; i++) {
            Arrays.fill(whole, 0);
            Arrays.fill(parts, 0);
            sums[i].addAbout(0, rows, 1, whole);
            sums[i].addAbout(0, split.at(), 1, parts);
            sums[i].addAbout(split.at(), rows, 1, parts);
            double explained = whole[1] > 0 ? (whole[1] - parts[1]) / whole[1] : 0;
            if (explained > most) {
                most = explained;
                widest = i;
            }
        }
        return widest;
    }

    /** Likelihood ratio for one course more of the higher degree, and Bonferroni over the rows that were independent tries. */
    private static double pValue(Split split, int rows, double left, double support, Description description) {
        int degree = Math.max(split.before(), split.after());
        double whole = description.unexplained(0, rows, degree);
        double ratio = left > 0 ? whole / left : Double.POSITIVE_INFINITY;
        double statistic = Math.max(0, support - 2 * (degree + 1)) * StrictMath.log(Math.max(1, Math.min(1e12, ratio)));
        return Math.max(Normal.LEAST, Math.min(1, chiSquareTail(statistic, degree + 1) * support));
    }

    /** The upper tail of the distribution for one to three degrees of freedom. */
    private static double chiSquareTail(double statistic, int freedom) {
        if (freedom == 2) {
            return StrictMath.exp(-statistic / 2);
        }
        double tail = 2 * Normal.upperTail(Math.sqrt(statistic));
        return freedom == 1 ? tail : tail + Math.sqrt(2 * statistic / Math.PI) * StrictMath.exp(-statistic / 2);
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
