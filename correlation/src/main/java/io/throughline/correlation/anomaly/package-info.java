/**
 * Finds anomalies in one series while it arrives: single rows and short excursions from what the rows before made likely.
 * Entry point: {@link io.throughline.correlation.anomaly.AnomalyDetector}, made with an
 * {@link io.throughline.correlation.anomaly.AnomalyConfig}; what it says of a row beside its score is an
 * {@link io.throughline.correlation.anomaly.AnomalyState}. Method and results: {@code correlation/docs/anomaly.md}. Reads no
 * clock, does no input or output. {@link
 * io.throughline.correlation.anomaly.NoveltyDetector} tells once of each regime that a series never showed
 * ({@code correlation/docs/novelty.md}). Changes of level are for {@link io.throughline.correlation.changepoint}.
 */
@NullMarked
package io.throughline.correlation.anomaly;

import org.jspecify.annotations.NullMarked;
