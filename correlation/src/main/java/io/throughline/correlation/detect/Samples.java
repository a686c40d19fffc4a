package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import java.util.Arrays;

/**
 * How many measurements really stand behind a step. Sampled telemetry counts each kept item as many; ten counts that come
 * of one item know no more than one.
 */
final class Samples {

    private Samples() {}

    /**
     * Tells for each step how many real measurements lie above a threshold, of how many. The weight of an item is taken
     * to be the least count of any bucket in the step: in the tails a bucket holds a single item.
     */
    static void countAbove(Signal signal, double[] threshold, double[] above, double[] of) {
        ExponentialHistogram[] steps = signal.histograms;
        Arrays.fill(above, Double.NaN);
        Arrays.fill(of, Double.NaN);
        for (int i = 0; steps != null && i < steps.length; i++) {
            ExponentialHistogram histogram = steps[i];
            if (histogram == null || Double.isNaN(threshold[i])) {
                continue;
            }
            double weight = weight(histogram);
            of[i] = histogram.count() / weight;
            above[i] = histogram.countAbove(threshold[i]) / weight;
        }
    }

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
