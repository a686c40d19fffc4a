package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The histograms of a signal's steps, laid out so that values above a threshold are counted by one look. */
final class Histograms {

    private final @Nullable ExponentialHistogram[] steps;
    /** How many values stand behind one measurement; NaN without data. */
    private final double[] weights;

    private final int[] firstBuckets;
    /** Where the buckets of a step begin, and after the last those of none. */
    private final int[] offsets;
    /** How many values lie in a bucket or above. */
    private final double[] counts;

    private final Map<Long, ExponentialHistogram> hours = new HashMap<>();

    Histograms(@Nullable ExponentialHistogram[] steps) {
        int n = steps.length;
        this.steps = steps;
        this.weights = ShareYardstick.missing(n);
        this.firstBuckets = new int[n];
        this.offsets = new int[n + 1];
        double[] above = new double[16 * n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            ExponentialHistogram histogram = steps[i];
            offsets[i] = at;
            if (histogram != null) {
                long[] buckets = histogram.bucketCounts();
                if (at + buckets.length > above.length) {
                    above = Arrays.copyOf(above, 2 * above.length + buckets.length);
                }
                long least = histogram.zeroCount() > 0 ? histogram.zeroCount() : Long.MAX_VALUE;
                long sum = 0;
                for (int j = buckets.length - 1; j >= 0; j--) {
                    long count = buckets[j];
                    least = count > 0 && count < least ? count : least;
                    sum += count;
                    above[at + j] = sum;
                }
                weights[i] = Math.max(1, least);
                firstBuckets[i] = histogram.firstBucket();
                at += buckets.length;
            }
        }
        offsets[n] = at;
        this.counts = above;
    }

    /** Returns the number of real measurements in a step; NaN without data. */
    double effective(int index) {
        ExponentialHistogram histogram = steps[index];
        return histogram == null ? Double.NaN : histogram.count() / weights[index];
    }

    /** Returns how many real measurements of a step lie in buckets above one; NaN without data. */
    double effectiveAbove(int index, int bucket) {
        int place = Math.max(0, bucket + 1 - firstBuckets[index]);
        int at = offsets[index] + place;
        return (at < offsets[index + 1] ? counts[at] : 0) / weights[index];
    }

    /** Returns the bucket that holds a threshold, or one below all. */
    static int bucketOf(double threshold) {
        return threshold < Double.MIN_NORMAL ? Integer.MIN_VALUE / 2 : ExponentialHistogram.bucketOf(threshold);
    }

    /** Returns a quantile of the steps of an hour that belong to a history; NaN without data. */
    double quantile(History history, int from, int to, double share) {
        if (!history.hasAll(from, to)) {
            return merged(history, from, to).quantile(share);
        }
        // Whole hours come again with each renewal of the baseline.
        return hours.computeIfAbsent((long) from * steps.length + to, range -> merged(history, from, to))
                .quantile(share);
    }

    private ExponentialHistogram merged(History history, int from, int to) {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = from; i < to; i++) {
            ExponentialHistogram histogram = steps[i];
            if (histogram != null && history.has(i)) {
                builder.merge(histogram);
            }
        }
        return builder.build();
    }
}
