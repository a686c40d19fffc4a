package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at as one: series that differ only in version, instance or plan, laid on a regular grid. A step without
 * data is NaN.
 */
final class Signal {

    private static final double TAIL = 0.95;
    private static final double BODY = 0.5;

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
    /** DISTRIBUTION: the share of values that lie below the figure. */
    final double quantile;

    private @Nullable Histograms flat;
    private double @Nullable [] weights;
    private double @Nullable [] logarithms;

    Signal(SeriesKey key, SignalClass signalClass, Model model, String measure, Grid grid) {
        this.key = key;
        this.signalClass = signalClass;
        this.model = model;
        this.measure = measure;
        this.quantile = TAIL;
        this.grid = grid;
        this.values = missing(grid.size());
        this.totals = missing(grid.size());
        this.histograms = model == Model.DISTRIBUTION ? new ExponentialHistogram[grid.size()] : null;
    }

    private Signal(
            Signal whole,
            String measure,
            double quantile,
            double[] values,
            double[] totals,
            ExponentialHistogram @Nullable [] histograms) {
        this.key = whole.key;
        this.signalClass = whole.signalClass;
        this.model = whole.model;
        this.measure = measure;
        this.quantile = quantile;
        this.grid = whole.grid;
        this.values = values;
        this.totals = totals;
        this.histograms = histograms;
    }

    boolean isPresent(int index) {
        return !Double.isNaN(values[index]);
    }

    /** Returns the first step with data, or the number of steps if there are none. */
    int firstPresent() {
        int first = 0;
        while (first < grid.size() && !isPresent(first)) {
            first++;
        }
        return first;
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

    /**
     * Returns the same histograms with the median as their figure: a slow half may leave the tail where it was. Until they
     * are {@linkplain #figures() wanted}, only which figures there are is known.
     */
    Signal body() {
        Signal body = new Signal(this, "p50", BODY, values.clone(), totals, histograms);
        body.flat = flat();
        return body;
    }

    /** Returns the values without what they were made of. */
    Signal figuresAlone() {
        return new Signal(this, measure, quantile, values, new double[0], null);
    }

    /**
     * Returns the figure of histograms as a level. That all values lie above what is usual says nothing of how far: a
     * hundred times as slow looks as twice as slow does.
     */
    Signal magnitude() {
        Signal level = new Signal(key, signalClass, Model.LEVEL, measure, grid);
        Histograms known = flat();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(totals[i])) {
                level.values[i] = known.quantile(i, quantile);
                level.totals[i] = 1;
            }
        }
        return level;
    }

    /** Tells whether this is the figure of histograms as a level. */
    boolean isMagnitude() {
        return model == Model.LEVEL && key.kind() == SeriesKind.HISTOGRAM;
    }

    /** Works out the figures of histograms. */
    void figures() {
        Histograms known = flat();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(totals[i])) {
                values[i] = known.quantile(i, quantile);
            }
        }
    }

    /** Returns the figure of a step with data. */
    double figureAt(int index) {
        return histograms == null ? values[index] : histograms[index].quantile(quantile);
    }

    /** Returns the histograms, quick to count in. */
    Histograms flat() {
        Histograms known = flat;
        if (known == null) {
            known = new Histograms(Objects.requireNonNull(histograms));
            flat = known;
        }
        return known;
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

    /** Returns the weight of one item at each step, of counts and shares. */
    double[] weights() {
        double[] known = weights;
        if (known == null) {
            known = Samples.weights(model == Model.SHARE ? totals : values);
            weights = known;
        }
        return known;
    }

    /** Returns the logarithms of the values; of what is not above zero, that of the least that a double can hold. */
    double[] logarithms() {
        double[] known = logarithms;
        if (known == null) {
            known = new double[values.length];
            for (int i = 0; i < known.length; i++) {
                known[i] =
                        Double.isNaN(values[i]) ? Double.NaN : StrictMath.log(Math.max(Double.MIN_NORMAL, values[i]));
            }
            logarithms = known;
        }
        return known;
    }

    /** Tells whether zero means none, so that a ratio of two values says something. */
    boolean hasNaturalZero() {
        String unit = key.unit().code();
        return unit.startsWith("{")
                || unit.startsWith("money:")
                || unit.equals("1")
                || unit.equals("s")
                || unit.startsWith("By");
    }

    /** Tells whether the values are shares of which is not known of how many. */
    boolean isShareOfVendor() {
        return key.unit().equals(Unit.ONE);
    }

    private static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
