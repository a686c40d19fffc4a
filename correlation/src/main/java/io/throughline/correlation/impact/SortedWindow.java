package io.throughline.correlation.impact;

import java.util.Arrays;

/** The last values of a series in order, so that their median is at hand. Missing values take no place. */
final class SortedWindow {

    private final double[] sorted;
    private int count;

    SortedWindow(int capacity) {
        sorted = new double[capacity];
    }

    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int at = place(value);
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
        count++;
    }

    /** Takes out a value that was added before. */
    void remove(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int at = place(value);
        count--;
        System.arraycopy(sorted, at + 1, sorted, at, count - at);
    }

    private int place(double value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        return at < 0 ? -at - 1 : at;
    }

    int count() {
        return count;
    }

    /** Returns the median, NaN if the window is empty. */
    double median() {
        return count == 0 ? Double.NaN : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }
}
