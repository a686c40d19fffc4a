package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Medians;

/**
 * How high the cumulative sum of a series rises while nothing happens, by its own history: the hourly maxima's upper decile
 * and, beyond it, an exponential tail as wide as that from the median to the decile. Whatever makes a series restless,
 * heavy tails, bursts or slow waves, raises its alarm, so that noise alone reaches it about once a month.
 *
 * @param decile the height that a tenth of the hours reaches
 * @param width mean excess over the decile; 0 if the history is too short to tell
 */
record Calibration(double decile, double width) {

    /** Quantiles are robust: a tenth of the hours may have been incidents. */
    private static final double SHARE = 0.1;

    private static final int LEAST_BLOCKS = 24;
    private static final double MONTH = 30.0 * Blocks.DAY;

    /** Of cumulative sums: those of independent normal scores have a maximum with a tail of width 1. */
    static Calibration of(double[] heights) {
        return of(heights, 1);
    }

    /** Returns the calibration of heights whose tail is no narrower than {@code least}. */
    static Calibration of(double[] heights, double least) {
        int n = 0;
        for (double height : heights) {
            n += Double.isNaN(height) ? 0 : 1;
        }
        if (n < LEAST_BLOCKS) {
            return new Calibration(0, 0);
        }
        double median = Medians.median(heights);
        double decile = Medians.quantile(heights, 1 - SHARE);
        return new Calibration(decile, Math.max(least, (decile - median) / StrictMath.log(0.5 / SHARE)));
    }

    /** Returns the height that an hour, or step if longer, reaches by chance once a month, at least {@code usual}. */
    double alarm(long blockMillis, double usual) {
        double times = Math.max(1, SHARE * MONTH / blockMillis);
        return Math.max(usual, decile + width * StrictMath.log(times));
    }

    /** Returns the chance that one of so many hours, or steps if longer, reaches a height. */
    double chance(double height, double blocks) {
        return width == 0 ? 0 : Math.min(1, blocks * SHARE * StrictMath.exp((decile - height) / width));
    }
}
