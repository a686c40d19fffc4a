/**
 * Finds anomalies in one series while it arrives. Entry point:
 * {@link io.throughline.correlation.anomaly.AnomalyDetector}. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.anomaly;

import org.jspecify.annotations.NullMarked;
