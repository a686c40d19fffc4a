/**
 * Finds anomalies in one series while it arrives. Entry point:
 * {@link io.throughline.correlation.anomaly.AnomalyDetector} tells of every departure from the usual; {@link
 * io.throughline.correlation.anomaly.NoveltyDetector} once of each regime that the series never showed. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.anomaly;

import org.jspecify.annotations.NullMarked;
