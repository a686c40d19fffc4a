package io.throughline.correlation.discord;

import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;

/**
 * One kind of distance, averaged over the windows around a row and read on the scale of the normal part: 0 at the
 * median there, 1 at the 99th percentile.
 */
final class Channel {

    private static final double RARE = 0.99;
    private static final double LEAST_SPREAD = 1e-6;
    private static final double MOST = 1e6;

    private final double[] latest;
    private final double median;
    private final double spread;
    private long count;

    /**
     * @param normal distances in the normal part, in order; NaN if there is none
     * @param width number of distances that are averaged
     * @param unit a distance that is certainly large
     */
    Channel(double[] normal, int width, double unit) {
        this.latest = new double[width];
        double[] smooth = new double[normal.length];
        for (int i = 0; i < normal.length; i++) {
            smooth[i] = accept(normal[i]);
        }
        smooth = Arrays.copyOfRange(smooth, Math.min(width - 1, normal.length), normal.length);
        double center = Medians.quantile(smooth, 0.5);
        this.median = Double.isNaN(center) ? 0 : center;
        double rare = Medians.quantile(smooth, RARE);
        this.spread = Math.max(Double.isNaN(rare) ? 0 : rare - median, LEAST_SPREAD * unit);
    }

    /** Takes the next distance; returns the mean of the latest ones, NaN if all are missing. */
    double accept(double distance) {
        latest[(int) (count++ % latest.length)] = distance;
        double sum = 0;
        int present = 0;
        for (double each : latest) {
            if (!Double.isNaN(each)) {
                sum += each;
                present++;
            }
        }
        return present > 0 ? sum / present : Double.NaN;
    }

    /** Returns how far above the normal median a mean distance is; 0 if it is missing or below. */
    double excess(double smooth) {
        double excess = (smooth - median) / spread;
        return excess > 0 ? Math.min(MOST, excess) : 0;
    }
}
