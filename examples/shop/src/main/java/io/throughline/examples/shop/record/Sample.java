package io.throughline.examples.shop.record;

/** Sum, count, least and greatest of some measurements. Not thread-safe. */
final class Sample {
    private double total;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        total += value;
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void add(Sample other) {
        total += other.total;
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    double total() {
        return total;
    }

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
