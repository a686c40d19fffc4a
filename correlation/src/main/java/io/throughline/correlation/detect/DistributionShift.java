package io.throughline.correlation.detect;

import java.util.List;

/**
 * How a distribution differs from the usual one.
 *
 * @param moved least share of the values that must have moved for one distribution to become the other, in {@code [0, 1]}:
 *     the greatest distance between the two distribution functions (Kolmogorov and Smirnov)
 * @param past the value that they moved past, in the series' unit: where that distance is
 * @param upwards whether they moved from below it to above
 * @param quantiles the quantile shift function (K. Doksum, Annals of Statistics 2, 1974) at some shares, ascending
 */
public record DistributionShift(double moved, double past, boolean upwards, List<QuantileShift> quantiles) {

    /**
     * One quantile of both.
     *
     * @param share of the values below, in {@code (0, 1)}
     * @param baseline the usual value, in the series' unit
     * @param observed the value over the episode
     */
    public record QuantileShift(double share, double baseline, double observed) {}

    public DistributionShift {
        quantiles = List.copyOf(quantiles);
        if (!(moved >= 0 && moved <= 1) || !(past >= 0)) {
            throw new IllegalArgumentException(
                    "moved must be in [0, 1] and past at least 0, were " + moved + ", " + past);
        }
    }
}
