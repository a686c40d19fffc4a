/**
 * Finds out when a series left its own normal: {@link io.throughline.correlation.detect.Episode}s with onset, direction,
 * effect and significance. Entry point: {@link io.throughline.correlation.detect.EpisodeDetector}. Reads no clock, does
 * no input or output.
 */
@NullMarked
package io.throughline.correlation.detect;

import org.jspecify.annotations.NullMarked;
