package io.throughline.examples.evaluation.tasks;

import java.util.Arrays;

/** Rows of one series while they are read: a time, or 0 where the series has none, and a value, NaN if missing. */
final class SeriesRows {

    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private int size;

    void add(long epochMillis, double value) {
        if (size == values.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = epochMillis;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long[] times() {
        return Arrays.copyOf(times, size);
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    /** Returns the rows up to a time, without those that are not later than one before them. */
    SeriesRows until(long epochMillis) {
        SeriesRows rows = new SeriesRows();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            if (times[i] > last && times[i] <= epochMillis) {
                rows.add(times[i], values[i]);
                last = times[i];
            }
        }
        return rows;
    }
}
