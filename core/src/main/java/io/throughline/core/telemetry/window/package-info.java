/** What the engine reads: {@link io.throughline.core.telemetry.window.TelemetryWindow}, a scope over an interval. */
@NullMarked
package io.throughline.core.telemetry.window;

import org.jspecify.annotations.NullMarked;
