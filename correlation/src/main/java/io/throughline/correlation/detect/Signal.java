package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.SeriesKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at as one: series that differ only in version, instance or plan, laid on a regular grid. A step without
 * data is NaN.
 */
final class Signal {

    final SeriesKey key;
    final SignalClass signalClass;
    final Model model;
    final String measure;
    final Grid grid;
    /** COUNT: the count; SHARE: those that failed; LEVEL: the level; DISTRIBUTION: filled by its baseline. */
    final double[] values;
    /** SHARE and DISTRIBUTION: out of how many. Otherwise one where there are data. */
    final double[] totals;

    final ExponentialHistogram @Nullable [] histograms;

    Signal(SeriesKey key, SignalClass signalClass, Model model, String measure, Grid grid) {
        this.key = key;
        this.signalClass = signalClass;
        this.model = model;
        this.measure = measure;
        this.grid = grid;
        this.values = missing(grid.size());
        this.totals = missing(grid.size());
        this.histograms = model == Model.DISTRIBUTION ? new ExponentialHistogram[grid.size()] : null;
    }

    boolean isPresent(int index) {
        return !Double.isNaN(values[index]);
    }

    int present(int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (isPresent(i)) {
                n++;
            }
        }
        return n;
    }

    /** Returns the histogram of several steps together. */
    ExponentialHistogram merged(int from, int to) {
        ExponentialHistogram[] steps = histograms;
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = from; steps != null && i < to; i++) {
            if (steps[i] != null) {
                builder.merge(steps[i]);
            }
        }
        return builder.build();
    }

    private static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
