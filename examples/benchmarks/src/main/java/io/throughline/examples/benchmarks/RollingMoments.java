package io.throughline.examples.benchmarks;

/** The least that a detector can do: a rolling mean and variance over a day, and a limit of three deviations. */
final class RollingMoments {

    private final double[] window = new double[1440];
    private double share = 1;
    private int next;
    private int size;
    private double sum;
    private double squares;

    /** Returns whether the value is more than three deviations away from the mean of those before it. */
    boolean accept(double value) {
        double mean = sum * share;
        double away = value - mean;
        boolean alarm = away * away > 9 * (squares * share - mean * mean);
        double left = window[next];
        window[next] = value;
        next = next + 1 == window.length ? 0 : next + 1;
        sum += value - left;
        squares += value * value - left * left;
        if (size < window.length) {
            size++;
            share = 1.0 / size;
        }
        return alarm;
    }
}
