package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;

/**
 * How many measurements really stand behind a step. Sampled telemetry counts each kept item as many; ten counts that come
 * of one item know no more than one.
 */
final class Samples {

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
     * Returns the weight of one item for each step: the greatest common divisor of the latest ten counts that are not zero,
     * the step's own among them. Counts that are all multiples of ten come of items that were kept one in ten; of counts
     * that were not sampled, few have another divisor than one. One where there were too few to tell.
     */
    static double[] weights(double[] counts) {
        double[] weights = new double[counts.length];
        long[] latest = new long[MIN_COUNTS];
        long before = 0;
        int told = 0;
        // One that has no divisor with the one before: as long as both are among the latest, one is the divisor.
        int coprime = -MIN_COUNTS;
        for (int i = 0; i < counts.length; i++) {
            double count = counts[i];
            if (count > 0) {
                long whole = count == Math.rint(count) && count < 1e15 ? (long) count : 1;
                latest[told % MIN_COUNTS] = whole;
                if (coprime <= told - MIN_COUNTS / 2 && divisor(before, whole) == 1) {
                    coprime = told;
                }
                before = whole;
                told++;
            }
            boolean one = told < MIN_COUNTS || coprime > told - MIN_COUNTS;
            weights[i] = one ? 1 : count > 0 || i == 0 ? divisor(latest) : weights[i - 1];
        }
        return weights;
    }

    private static double divisor(long[] counts) {
        long divisor = 0;
        for (long count : counts) {
            divisor = divisor(divisor, count);
        }
        return divisor;
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
