package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.Arrays;

/**
 * How many measurements really stand behind a step. Sampled telemetry counts each kept item as many; ten counts that come
 * of one item know no more than one.
 */
final class Samples {

    private static final long HOUR = 3_600_000;
    private static final int MIN_COUNTS = 10;

    private Samples() {}

    /** Returns the number of real measurements of a histogram. */
    static double effective(ExponentialHistogram histogram) {
        return histogram.isEmpty() ? 0 : histogram.count() / weight(histogram);
    }

    /** Returns the weight of one item among counts: the least that is not zero; 1 if there is none. */
    static double weight(double[] counts, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            if (counts[i] > 0) {
                least = Math.min(least, counts[i]);
            }
        }
        return Double.isInfinite(least) ? 1 : Math.max(1, least);
    }

    /**
     * Returns the weight of one item for each step: the greatest common divisor of the counts of its hour. Counts that are
     * all multiples of ten come of items that were kept one in ten; of counts that were not sampled, few hours have
     * another divisor than one. One where an hour has too few counts to tell.
     */
    static double[] weights(Grid grid, double[] counts) {
        double[] weights = new double[counts.length];
        for (int start = 0; start < counts.length; ) {
            long hour = Math.floorDiv(grid.timeAt(start), HOUR);
            int end = start;
            long divisor = 0;
            int told = 0;
            while (end < counts.length && Math.floorDiv(grid.timeAt(end), HOUR) == hour) {
                double count = counts[end++];
                if (count > 0) {
                    divisor = count == Math.rint(count) && count < 1e15 ? divisor(divisor, (long) count) : 1;
                    told++;
                }
            }
            Arrays.fill(weights, start, end, told < MIN_COUNTS || divisor == 0 ? 1 : (double) divisor);
            start = end;
        }
        return weights;
    }

    private static long divisor(long first, long second) {
        long a = first;
        long b = second;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** Returns the weight of one item: the least count of any bucket, as in the tails a bucket holds a single item. */
    private static double weight(ExponentialHistogram histogram) {
        long least = histogram.zeroCount() > 0 ? histogram.zeroCount() : Long.MAX_VALUE;
        for (long count : histogram.bucketCounts()) {
            if (count > 0) {
                least = Math.min(least, count);
            }
        }
        return Math.max(1, least);
    }
}
