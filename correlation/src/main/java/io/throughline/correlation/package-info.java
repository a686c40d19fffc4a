/** The engine over a telemetry window, and the façade that joins it with sync, store and views. */
@NullMarked
package io.throughline.correlation;

import org.jspecify.annotations.NullMarked;
