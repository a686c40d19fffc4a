package io.throughline.examples.evaluation.tasks;

/** Judges the rows of one series as they come. */
interface PointScorer {

    /** Returns how anomalous the next row is, in {@code [0, 1]}; the value is NaN if it is missing. */
    double accept(long epochMillis, double value);
}
