package io.throughline.examples.dashboards.view;

/**
 * How much the engine looked at; an empty result means something only beside it.
 *
 * @param series series in the window
 * @param seriesTested compared with a baseline
 * @param seriesLearning with too little history for one
 * @param seriesSkipped not compared
 * @param pairs pairs tested for association
 * @param events events in the window
 */
public record TestedCounts(
        int series, int seriesTested, int seriesLearning, int seriesSkipped, int pairs, int events) {}
