package io.throughline.correlation.discord;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far the newest window of a series is from the nearest earlier one that does not overlap it (the left matrix
 * profile), row by row. The products of a window with all earlier ones follow from those of the window before in one
 * step each (STOMP; Zhu et al., "Matrix Profile II", ICDM 2016).
 *
 * <p>Two squared distances per point come of the same products: in shape, the windows brought to mean 0 and, save for a
 * floor, to deviation 1; and in size, the windows brought to mean 0 only.
 */
final class LeftProfile {

    /** A window with a larger share of missing values is neither judged nor remembered. */
    private static final double MOST_MISSING = 0.05;

    private static final double NOWHERE = Double.POSITIVE_INFINITY;

    private final int length;
    private final double floor;
    private final int most;

    private int capacity = 1024;
    private double[] values = new double[capacity];
    private boolean[] held = new boolean[capacity];
    private double[] mean = new double[capacity];
    private double[] variance = new double[capacity];
    private double[] inverse = new double[capacity];
    private double[] own = new double[capacity];
    private double[] before = new double[capacity];
    private double[] products = new double[capacity];
    private int size;
    private int missing;
    private long forgotten;

    private double shape = Double.NaN;
    private double extent = Double.NaN;

    /**
     * @param length values in a window
     * @param floor standard deviation below which a window counts as flat
     * @param most number of values that are remembered at most
     */
    LeftProfile(int length, double floor, int most) {
        this.length = length;
        this.floor = Math.max(floor, 1e-100);
        this.most = Math.max(most, 8 * length);
    }

    /** Takes the next value, NaN if it is missing; returns whether it completes a window. */
    boolean append(double value) {
        if (size == capacity) {
            makeRoom();
        }
        boolean absent = Double.isNaN(value);
        held[size] = absent;
        values[size] = !absent ? value : size > 0 ? values[size - 1] : 0;
        missing += absent ? 1 : 0;
        size++;
        if (size > length && held[size - length - 1]) {
            missing--;
        }
        if (size < length) {
            return false;
        }
        describe(size - length);
        multiply(size - length);
        return true;
    }

    /** Looks for the windows nearest to the newest. */
    void compare() {
        int i = size - length;
        double center = 2 * mean[i];
        double scale = inverse[i];
        double nearestShape = NOWHERE;
        double nearestSize = NOWHERE;
        for (int j = 0; j <= i - length; j++) {
            double covariance = 2 * products[j] - center * mean[j];
            double inShape = own[j] - covariance * scale * inverse[j];
            double inSize = variance[j] - covariance;
            if (inShape < nearestShape) {
                nearestShape = inShape;
            }
            if (inSize < nearestSize) {
                nearestSize = inSize;
            }
        }
        shape = nearestShape + own[i];
        extent = nearestSize + variance[i];
    }

    /**
     * Does the same for stretches where looking ahead is right: the newest window is a neighbour of the earlier ones
     * too.
     *
     * @param shapes least squared distance in shape so far, by window
     * @param sizes least squared distance in size so far, by window
     */
    void compareBoth(double[] shapes, double[] sizes) {
        int i = size - length;
        double center = 2 * mean[i];
        double scale = inverse[i];
        for (int j = 0; j <= i - length; j++) {
            double covariance = 2 * products[j] - center * mean[j];
            double inShape = own[i] + own[j] - covariance * scale * inverse[j];
            double inSize = variance[i] + variance[j] - covariance;
            if (inShape < shapes[j]) {
                shapes[j] = inShape;
            }
            if (inSize < sizes[j]) {
                sizes[j] = inSize;
            }
        }
        compare();
        shapes[i] = shape;
        sizes[i] = extent;
    }

    /** Returns the least distance in shape; NaN if there is nothing to compare. */
    double shape() {
        return root(shape);
    }

    /** Returns the least distance in size; NaN if there is nothing to compare. */
    double extent() {
        return root(extent);
    }

    static double root(double squared) {
        return squared < NOWHERE ? Math.sqrt(Math.max(0, squared)) : Double.NaN;
    }

    /**
     * An earlier window.
     *
     * @param window its number, counted from the first window of the series
     * @param distance distance in shape, in {@code [0, 2]}
     */
    record Neighbour(long window, double distance) {}

    /** Returns the window nearest in shape to one of the latest; empty if there is none. */
    Optional<Neighbour> neighbour(long window) {
        int i = (int) (window - forgotten);
        int nearest = -1;
        double least = NOWHERE;
        for (int j = 0; j <= i - length; j++) {
            double product = 0;
            for (int k = 0; k < length; k++) {
                product += values[i + k] * values[j + k];
            }
            double covariance = product / length - mean[i] * mean[j];
            double distance = own[i] + own[j] - 2 * covariance * inverse[i] * inverse[j];
            if (distance < least) {
                least = distance;
                nearest = j;
            }
        }
        return nearest < 0
                ? Optional.empty()
                : Optional.of(new Neighbour(forgotten + nearest, Math.sqrt(Math.max(0, least))));
    }

    /** Returns the number of the newest window. */
    long newest() {
        return forgotten + size - length;
    }

    private void describe(int i) {
        double sum = 0;
        for (int k = i; k < i + length; k++) {
            sum += values[k];
        }
        mean[i] = sum / length;
        double squares = 0;
        for (int k = i; k < i + length; k++) {
            squares += (values[k] - mean[i]) * (values[k] - mean[i]);
        }
        variance[i] = squares / length;
        inverse[i] = 1 / Math.sqrt(variance[i] + floor * floor);
        own[i] = variance[i] * inverse[i] * inverse[i];
        if (missing > MOST_MISSING * length) {
            variance[i] = NOWHERE;
            own[i] = NOWHERE;
        }
    }

    /** Moves the products with all earlier windows on by one value. */
    private void multiply(int i) {
        double[] swap = before;
        before = products;
        products = swap;
        double first = 0;
        for (int k = 0; k < length; k++) {
            first += values[k] * values[i + k];
        }
        products[0] = first / length;
        if (i > 0) {
            double enters = values[i + length - 1] / length;
            double leaves = values[i - 1] / length;
            advance(products, before, values, enters, leaves, length, i);
        }
    }

    private static void advance(
            double[] products, double[] before, double[] values, double enters, double leaves, int length, int i) {
        for (int j = 1; j <= i; j++) {
            products[j] = before[j - 1] + enters * values[j + length - 1] - leaves * values[j - 1];
        }
    }

    private void makeRoom() {
        if (capacity < most) {
            capacity = Math.min(most, 2 * capacity);
            values = Arrays.copyOf(values, capacity);
            held = Arrays.copyOf(held, capacity);
            mean = Arrays.copyOf(mean, capacity);
            variance = Arrays.copyOf(variance, capacity);
            inverse = Arrays.copyOf(inverse, capacity);
            own = Arrays.copyOf(own, capacity);
            before = Arrays.copyOf(before, capacity);
            products = Arrays.copyOf(products, capacity);
            return;
        }
        int gone = capacity / 4;
        size -= gone;
        forgotten += gone;
        System.arraycopy(values, gone, values, 0, size);
        System.arraycopy(held, gone, held, 0, size);
        for (double[] each : new double[][] {mean, variance, inverse, own, products}) {
            System.arraycopy(each, gone, each, 0, size);
        }
    }
}
