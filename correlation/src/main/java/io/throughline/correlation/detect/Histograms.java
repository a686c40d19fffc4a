package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of a signal's steps side by side in memory, so that values above a threshold are counted by one look.
 * Quantiles are those of {@link ExponentialHistogram#quantile}.
 */
final class Histograms {

    private static final int REMEMBERED = 256;
    private static final int USUAL_BUCKETS = 16;

    /** How many values there are; NaN without data. */
    private final double[] totals;
    /** How many values stand behind one measurement: the least count of any bucket, as in the tails there is one. */
    private final double[] weights;

    private final double[] minima;
    private final double[] maxima;
    private final int[] firstBuckets;
    /** Where the buckets of a step begin, and after the last those of none. */
    private final int[] offsets;
    /** How many values lie in a bucket or above. */
    private double[] counts;

    private final int[] bucketOfMiddle = new int[REMEMBERED];
    private final double[] middles = new double[REMEMBERED];
    private final Map<Long, Merged> hours = new HashMap<>();

    Histograms(@Nullable ExponentialHistogram[] steps) {
        int n = steps.length;
        this.totals = ShareYardstick.missing(n);
        this.weights = ShareYardstick.missing(n);
        this.minima = new double[n];
        this.maxima = new double[n];
        this.firstBuckets = new int[n];
        this.offsets = new int[n + 1];
        this.counts = new double[USUAL_BUCKETS * n];
        Arrays.fill(bucketOfMiddle, Integer.MIN_VALUE);
        int end = 0;
        for (int i = 0; i < n; i++) {
            offsets[i] = end;
            ExponentialHistogram histogram = steps[i];
            if (histogram != null) {
                end = add(i, histogram, end);
            }
        }
        offsets[n] = end;
    }

    private int add(int index, ExponentialHistogram histogram, int at) {
        long[] buckets = histogram.bucketCounts();
        if (at + buckets.length > counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length + buckets.length);
        }
        long least = histogram.zeroCount() > 0 ? histogram.zeroCount() : Long.MAX_VALUE;
        long above = 0;
        for (int j = buckets.length - 1; j >= 0; j--) {
            long count = buckets[j];
            least = count > 0 && count < least ? count : least;
            above += count;
            counts[at + j] = above;
        }
        totals[index] = histogram.count();
        weights[index] = Math.max(1, least);
        minima[index] = histogram.min();
        maxima[index] = histogram.max();
        firstBuckets[index] = histogram.firstBucket();
        return at + buckets.length;
    }

    /** Returns the number of real measurements in a step; NaN without data. */
    double effective(int index) {
        return totals[index] / weights[index];
    }

    /** Returns how many real measurements of a step lie in buckets above one; NaN without data. */
    double effectiveAbove(int index, int bucket) {
        int at = offsets[index] + Math.max(0, bucket + 1 - firstBuckets[index]);
        return (at < offsets[index + 1] ? counts[at] : 0) / weights[index];
    }

    /** Returns the bucket that holds a threshold, or one below all. */
    static int bucketOf(double threshold) {
        return threshold < Double.MIN_NORMAL ? Integer.MIN_VALUE / 2 : ExponentialHistogram.bucketOf(threshold);
    }

    /** Returns a quantile of a step with data. */
    double quantile(int index, double share) {
        int from = offsets[index];
        int to = offsets[index + 1];
        double total = totals[index];
        double rank = rank(total, share);
        if (rank <= total - (from < to ? counts[from] : 0)) {
            return Math.max(0, Math.min(minima[index], 0));
        }
        // Of those above the bucket so many are left that the rank is not among them.
        int at = to - 1;
        while (at > from && counts[at] <= total - rank) {
            at--;
        }
        return Math.min(maxima[index], Math.max(minima[index], middle(firstBuckets[index] + at - from)));
    }

    /** Returns a quantile of the steps of an hour that belong to a history; NaN without data. */
    double quantile(History history, int from, int to, double share) {
        // Whole hours come again with each renewal of the baseline.
        Merged merged = history.hasAll(from, to)
                ? hours.computeIfAbsent((long) from * totals.length + to, range -> new Merged(history, from, to))
                : new Merged(history, from, to);
        return merged.quantile(share);
    }

    private static double rank(double total, double share) {
        return Math.max(1, Math.ceil(share * total));
    }

    /** Returns the harmonic mean of a bucket's bounds, from which no value in it is relatively far. */
    private double middle(int bucket) {
        int place = bucket & (REMEMBERED - 1);
        if (bucketOfMiddle[place] != bucket) {
            double lower = ExponentialHistogram.upperBoundOf(bucket - 1);
            double upper = ExponentialHistogram.upperBoundOf(bucket);
            bucketOfMiddle[place] = bucket;
            middles[place] = 2 * lower / (lower / upper + 1);
        }
        return middles[place];
    }

    /** The histogram of several steps together. */
    private final class Merged {

        private final int first;
        private final double[] buckets;
        private double zeros;
        private double total;
        private double minimum = Double.POSITIVE_INFINITY;
        private double maximum;

        Merged(History history, int from, int to) {
            int lowest = Integer.MAX_VALUE;
            int end = Integer.MIN_VALUE;
            for (int i = from; i < to; i++) {
                if (offsets[i] < offsets[i + 1] && history.has(i)) {
                    lowest = Math.min(lowest, firstBuckets[i]);
                    end = Math.max(end, firstBuckets[i] + offsets[i + 1] - offsets[i]);
                }
            }
            this.first = lowest;
            this.buckets = new double[lowest < end ? end - lowest : 0];
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(totals[i]) && history.has(i)) {
                    add(i);
                }
            }
        }

        private void add(int index) {
            int from = offsets[index];
            int to = offsets[index + 1];
            double above = 0;
            for (int at = to - 1, bucket = firstBuckets[index] + to - 1 - from - first; at >= from; at--, bucket--) {
                buckets[bucket] += counts[at] - above;
                above = counts[at];
            }
            zeros += totals[index] - above;
            total += totals[index];
            minimum = Math.min(minimum, minima[index]);
            maximum = Math.max(maximum, maxima[index]);
        }

        double quantile(double share) {
            if (total == 0) {
                return Double.NaN;
            }
            double rank = rank(total, share);
            if (rank <= zeros) {
                return Math.max(0, Math.min(minimum, 0));
            }
            double seen = zeros;
            for (int i = 0; i < buckets.length; i++) {
                seen += buckets[i];
                if (seen >= rank) {
                    return Math.min(maximum, Math.max(minimum, middle(first + i)));
                }
            }
            return maximum;
        }
    }
}
