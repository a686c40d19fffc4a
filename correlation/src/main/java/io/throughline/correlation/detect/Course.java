package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * Where a series is, apart from its season, at the end of its history: at one level; at the level since a lasting shift;
 * or along a trend.
 *
 * <p>A shift is lasting if the level before and after it lasted for a day (seven steps, if steps are long): what was
 * there for shorter is an excursion, not a new normal. It is found by binary segmentation of a Gaussian mean with a
 * penalty of 3 log n. A trend is the median slope between the halves, if their signs agree by more than chance (D. R. Cox
 * and A. Stuart, Biometrika 42, 1955), and if it describes the history better than a shift does. Both are judged with the
 * noise's scale and autocorrelation from differences, which a shift does not spoil (S. Chakar et al., Bernoulli 23, 2017).
 *
 * @param level at the end of the history
 * @param slope change for each block; 0 unless there is a trend
 * @param since number of the first block of the level among those of the history; 0 unless there was a shift
 */
record Course(double level, double slope, int since) {

    private static final int LEAST_BLOCKS = 7;
    private static final double SURE = 3;
    /** A trend must leave less of the distances than a level or shift does. */
    private static final double BETTER = 0.9;

    /** Returns the course of figures, of which {@code lasting} blocks make a normal. */
    static Course of(double[] figures, int lasting) {
        int n = 0;
        int[] at = new int[figures.length];
        double[] x = new double[figures.length];
        for (int i = 0; i < figures.length; i++) {
            if (!Double.isNaN(figures[i])) {
                at[n] = i;
                x[n++] = figures[i];
            }
        }
        x = Arrays.copyOf(x, n);
        double level = Medians.median(x);
        int least = Math.max(LEAST_BLOCKS, lasting);
        if (n < 2 * least) {
            return new Course(level, 0, 0);
        }
        Noise noise = Noise.of(x);
        int since = lastShift(x, least, noise);
        double before = since == 0 ? level : Medians.median(Arrays.copyOfRange(x, 0, since));
        double after = since == 0 ? level : Medians.median(Arrays.copyOfRange(x, since, n));
        double slope = slope(at, x, n, noise);
        if (slope != 0) {
            double[] rest = new double[n];
            for (int i = 0; i < n; i++) {
                rest[i] = x[i] - slope * (at[i] - figures.length);
            }
            double end = Medians.median(rest);
            double steps = distance(x, 0, since, before) + distance(x, since, n, after);
            if (distance(rest, 0, n, end) < BETTER * steps) {
                return new Course(end, slope, 0);
            }
        }
        return new Course(after, 0, since == 0 ? 0 : at[since]);
    }

    private static int lastShift(double[] x, int least, Noise noise) {
        int start = 0;
        while (true) {
            int n = x.length - start;
            double total = 0;
            for (int i = start; i < x.length; i++) {
                total += x[i];
            }
            double sum = 0;
            double most = 0;
            int best = 0;
            for (int k = start + 1; k <= x.length - least; k++) {
                sum += x[k - 1];
                int left = k - start;
                double apart = sum / left - (total - sum) / (n - left);
                double gain = apart * apart * left * (n - left) / n;
                if (left >= least && gain > most) {
                    most = gain;
                    best = k;
                }
            }
            double penalty = 3 * StrictMath.log(x.length) * noise.longRunVariance();
            if (best == 0 || most <= penalty) {
                return start;
            }
            double before = Medians.median(Arrays.copyOfRange(x, start, best));
            double after = Medians.median(Arrays.copyOfRange(x, best, x.length));
            if (Math.abs(after - before) <= noise.deviation()) {
                return start;
            }
            start = best;
        }
    }

    private static double slope(int[] at, double[] x, int n, Noise noise) {
        int half = n / 2;
        double[] slopes = new double[n - half];
        int signs = 0;
        for (int i = 0; i + half < n; i++) {
            slopes[i] = (x[i + half] - x[i]) / (at[i + half] - at[i]);
            signs += slopes[i] > 0 ? 1 : slopes[i] < 0 ? -1 : 0;
        }
        double slope = Medians.median(slopes);
        boolean sure = Math.abs(signs) >= SURE * Math.sqrt(slopes.length * noise.inflation());
        return sure && Math.abs(slope) * (at[n - 1] - at[0]) >= noise.deviation() ? slope : 0;
    }

    private static double distance(double[] x, int from, int to, double centre) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(x[i] - centre);
        }
        return sum;
    }

    /** The scale and neighbouring autocorrelation of the noise about a piecewise constant level. */
    private record Noise(double deviation, double correlation) {

        static Noise of(double[] x) {
            double one = differences(x, 1);
            double two = differences(x, 2);
            double correlation = one == 0 ? 0 : Math.max(0, Math.min(0.9, two * two / (one * one) - 1));
            return new Noise(one / Math.sqrt(2 * (1 - correlation)), correlation);
        }

        double inflation() {
            return (1 + correlation) / (1 - correlation);
        }

        double longRunVariance() {
            return deviation * deviation * inflation();
        }

        private static double differences(double[] x, int lag) {
            double[] differences = new double[x.length - lag];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = x[i + lag] - x[i];
            }
            // About their median, which a trend moves.
            return Medians.deviation(differences, Medians.median(differences));
        }
    }
}
