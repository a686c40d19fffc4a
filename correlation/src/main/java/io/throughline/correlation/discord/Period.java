package io.throughline.correlation.discord;

import io.throughline.correlation.statistics.Medians;

/**
 * The period of a normal stretch: the shortest lag whose autocorrelation stands out nearly as far as the highest.
 * Values are drawn in to the quartiles first, so that rare large shapes do not hide the rhythm of the others.
 */
final class Period {

    private static final int SHORTEST = 8;
    /** Of the rise from the first trough to the highest peak; multiples of a period peak about as high as it does. */
    private static final double NEARLY = 0.8;

    private Period() {}

    /** Returns the period in rows, 0 if there is none. */
    static int of(double[] normal, int longest) {
        int limit = Math.min(normal.length / 3, longest);
        if (limit <= SHORTEST) {
            return 0;
        }
        double[] correlation = autocorrelation(drawnIn(normal), limit + 1);
        int trough = 1;
        while (trough < limit && correlation[trough + 1] < correlation[trough]) {
            trough++;
        }
        int from = Math.max(SHORTEST, trough);
        double highest = Double.NEGATIVE_INFINITY;
        for (int lag = from; lag <= limit; lag++) {
            if (isPeak(correlation, lag)) {
                highest = Math.max(highest, correlation[lag]);
            }
        }
        double enough = correlation[trough] + NEARLY * (highest - correlation[trough]);
        for (int lag = from; lag <= limit; lag++) {
            if (isPeak(correlation, lag) && correlation[lag] >= enough && isSummit(correlation, lag, limit)) {
                return lag;
            }
        }
        return 0;
    }

    private static boolean isPeak(double[] correlation, int lag) {
        return correlation[lag] > 0
                && correlation[lag] >= correlation[lag - 1]
                && correlation[lag] >= correlation[lag + 1];
    }

    /** Whether nothing within a quarter of the lag is higher. */
    private static boolean isSummit(double[] correlation, int lag, int limit) {
        for (int near = lag - lag / 4; near <= Math.min(limit, lag + lag / 4); near++) {
            if (correlation[near] > correlation[lag]) {
                return false;
            }
        }
        return true;
    }

    private static double[] drawnIn(double[] normal) {
        double low = Medians.quantile(normal, 0.25);
        double high = Medians.quantile(normal, 0.75);
        double[] drawn = new double[normal.length];
        double sum = 0;
        int present = 0;
        for (int i = 0; i < normal.length; i++) {
            drawn[i] = Math.max(low, Math.min(high, normal[i]));
            if (!Double.isNaN(drawn[i])) {
                sum += drawn[i];
                present++;
            }
        }
        for (int i = 0; i < normal.length; i++) {
            drawn[i] = Double.isNaN(drawn[i]) ? 0 : drawn[i] - sum / present;
        }
        return drawn;
    }

    private static double[] autocorrelation(double[] centered, int lags) {
        double[] correlation = new double[lags + 1];
        for (int lag = 0; lag <= lags; lag++) {
            double products = 0;
            for (int i = lag; i < centered.length; i++) {
                products += centered[i] * centered[i - lag];
            }
            correlation[lag] = products / (centered.length - lag);
        }
        return correlation;
    }
}
