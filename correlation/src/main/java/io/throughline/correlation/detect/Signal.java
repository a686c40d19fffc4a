package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.Unit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
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

    private final Map<Long, Double> hours = new HashMap<>();
    private double @Nullable [] weights;
    private double @Nullable [] logarithms;

    Signal(SeriesKey key, SignalClass signalClass, Model model, String measure, Grid grid) {
        this(key, signalClass, model, measure, grid, TAIL);
    }

    private Signal(SeriesKey key, SignalClass signalClass, Model model, String measure, Grid grid, double quantile) {
        this.key = key;
        this.signalClass = signalClass;
        this.model = model;
        this.measure = measure;
        this.quantile = quantile;
        this.grid = grid;
        this.values = missing(grid.size());
        this.totals = missing(grid.size());
        this.histograms = model == Model.DISTRIBUTION ? new ExponentialHistogram[grid.size()] : null;
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

    /** Returns the same histograms with the median as their figure: a slow half may leave the tail where it was. */
    Signal body() {
        Signal body = new Signal(key, signalClass, model, "p50", grid, BODY);
        ExponentialHistogram[] from = histograms;
        ExponentialHistogram[] to = body.histograms;
        for (int i = 0; from != null && to != null && i < from.length; i++) {
            if (from[i] != null) {
                to[i] = from[i];
                body.totals[i] = totals[i];
                body.values[i] = from[i].quantile(BODY);
            }
        }
        return body;
    }

    /** Returns the histogram of several steps together. */
    ExponentialHistogram merged(int from, int to) {
        return merged(from, to, i -> true);
    }

    private ExponentialHistogram merged(int from, int to, IntPredicate wanted) {
        ExponentialHistogram[] steps = histograms;
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = from; steps != null && i < to; i++) {
            if (steps[i] != null && wanted.test(i)) {
                builder.merge(steps[i]);
            }
        }
        return builder.build();
    }

    /** Returns the quantile of the steps of a range that belong to a history, which are an hour; NaN without data. */
    double usualQuantile(History history, int from, int to) {
        if (!history.hasAll(from, to)) {
            return merged(from, to, history::has).quantile(quantile);
        }
        // Whole hours come again with each renewal of the baseline.
        return hours.computeIfAbsent(
                (long) from * grid.size() + to, range -> merged(from, to).quantile(quantile));
    }

    /** Returns the weight of one item at each step, of counts and shares. */
    double[] weights() {
        double[] known = weights;
        if (known == null) {
            known = Samples.weights(grid, model == Model.SHARE ? totals : values);
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
                known[i] = Double.isNaN(values[i]) ? Double.NaN : StrictMath.log(Math.max(Double.MIN_NORMAL, values[i]));
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
