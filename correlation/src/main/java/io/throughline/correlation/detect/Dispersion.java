package io.throughline.correlation.detect;

import java.util.Arrays;

/** How much more items vary than if they came one by one: Pearson's statistic over its degrees of freedom. */
final class Dispersion {

    /** Steps that may be anything: a single flood is no dispersion. */
    private static final int LEFT_OUT = 3;

    private double squares;
    private double variances;
    private final double[] most = new double[LEFT_OUT];

    /** Adds a step. */
    void add(double items, double usual, double variance) {
        double distance = items - usual;
        double square = distance * distance;
        variances += variance;
        if (square > most[0]) {
            squares += most[0];
            most[0] = square;
            Arrays.sort(most);
        } else {
            squares += square;
        }
    }

    /** Returns the ratio of variances, at least 1. */
    double value() {
        return variances > 0 ? Math.max(1, squares / variances) : 1;
    }
}
