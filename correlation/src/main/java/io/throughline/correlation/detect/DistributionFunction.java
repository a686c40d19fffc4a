package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.correlation.detect.DistributionShift.QuantileShift;
import io.throughline.correlation.statistics.Medians;
import java.util.ArrayList;
import java.util.List;

/** The distribution function of values at the bounds of the buckets of exponential histograms. */
final class DistributionFunction {

    private static final double[] QUANTILES = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
    /** Of no distance in the tails more is made than of one where so many lie beyond. */
    private static final double TAIL = 0.005;

    /** The bucket of the first share. */
    private final int first;
    /** Share of the values up to the upper bound of each bucket from the first on, ascending to 1. */
    private final double[] shares;

    private DistributionFunction(int first, double[] shares) {
        this.first = first;
        this.shares = shares;
    }

    /** Returns the function of a histogram that is not empty. */
    static DistributionFunction of(ExponentialHistogram histogram) {
        long[] counts = histogram.bucketCounts();
        double[] shares = new double[Math.max(1, counts.length)];
        double all = histogram.count();
        long seen = histogram.zeroCount();
        shares[0] = seen / all;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            shares[i] = seen / all;
        }
        return new DistributionFunction(counts.length == 0 ? 0 : histogram.firstBucket(), shares);
    }

    /**
     * Returns the median of functions at each bound, which is a distribution function again: what fewer than half of them
     * did does not show.
     */
    static DistributionFunction median(List<DistributionFunction> functions) {
        int from = functions.stream().mapToInt(function -> function.first).min().orElseThrow();
        int to = functions.stream().mapToInt(DistributionFunction::end).max().orElseThrow();
        double[] shares = new double[to - from];
        double[] here = new double[functions.size()];
        for (int bucket = from; bucket < to; bucket++) {
            for (int i = 0; i < here.length; i++) {
                here[i] = functions.get(i).at(bucket);
            }
            shares[bucket - from] = Medians.median(here);
        }
        return new DistributionFunction(from, shares);
    }

    private int end() {
        return first + shares.length;
    }

    /** Returns the share of the values up to the upper bound of a bucket. */
    double at(int bucket) {
        return bucket < first ? 0 : bucket >= end() ? 1 : shares[bucket - first];
    }

    /**
     * Returns the squared distance from the usual function, weighted so that each part of the distribution counts the same
     * (T. W. Anderson and D. A. Darling, J. Amer. Statist. Assoc. 49, 1954; with ties F. W. Scholz and M. A. Stephens,
     * ibid. 82, 1987). About one over the number of values if nothing changed.
     */
    double distance(DistributionFunction usual) {
        double sum = 0;
        double before = 0;
        for (int bucket = Math.min(first, usual.first); bucket < Math.max(end(), usual.end()); bucket++) {
            double pooled = (at(bucket) + usual.at(bucket)) / 2;
            double apart = at(bucket) - usual.at(bucket);
            sum += (pooled - before) * apart * apart / Math.max(TAIL, pooled * (1 - pooled));
            before = pooled;
        }
        return sum;
    }

    /** Returns the middle of the bucket that holds a quantile. */
    double quantile(double share) {
        int bucket = first;
        while (bucket < end() - 1 && at(bucket) < share) {
            bucket++;
        }
        double lower = ExponentialHistogram.upperBoundOf(bucket - 1);
        double upper = ExponentialHistogram.upperBoundOf(bucket);
        return 2 * lower / (lower / upper + 1);
    }

    /** Returns how this differs from the usual function, by the values that moved to the side that more moved to. */
    DistributionShift shiftFrom(DistributionFunction usual) {
        DistributionShift up = shiftFrom(usual, true);
        DistributionShift down = shiftFrom(usual, false);
        return up.moved() >= down.moved() ? up : down;
    }

    /** Returns how this differs from the usual function, by the values that moved to one side. */
    DistributionShift shiftFrom(DistributionFunction usual, boolean upwards) {
        double most = 0;
        int past = usual.first;
        for (int bucket = Math.min(first, usual.first); bucket < Math.max(end(), usual.end()); bucket++) {
            double apart = (upwards ? 1 : -1) * (usual.at(bucket) - at(bucket));
            if (apart > most) {
                most = apart;
                past = bucket;
            }
        }
        List<QuantileShift> shifts = new ArrayList<>();
        for (double share : QUANTILES) {
            shifts.add(new QuantileShift(share, usual.quantile(share), quantile(share)));
        }
        return new DistributionShift(Math.min(1, most), ExponentialHistogram.upperBoundOf(past), upwards, shifts);
    }
}
