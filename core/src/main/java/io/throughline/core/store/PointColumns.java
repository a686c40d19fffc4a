package io.throughline.core.store;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Growing columns for the points of one series at a time; no object for a number. Not thread-safe. */
final class PointColumns {

    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private final List<ExponentialHistogram> histograms = new ArrayList<>();
    private int size;

    void number(long time, double value) {
        grow();
        times[size] = time;
        values[size++] = value;
    }

    void histogram(long time, ExponentialHistogram histogram) {
        grow();
        times[size++] = time;
        histograms.add(histogram);
    }

    /** Returns the points so far as a series, and begins anew. */
    Series take(SeriesTable.Identity identity, boolean numbers) {
        long[] itsTimes = Arrays.copyOf(times, size);
        Series series = numbers
                ? NumberSeries.owning(identity.key(), identity.step(), itsTimes, Arrays.copyOf(values, size))
                : HistogramSeries.of(identity.key(), identity.step(), itsTimes, histograms);
        size = 0;
        histograms.clear();
        return series;
    }

    private void grow() {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
    }
}
