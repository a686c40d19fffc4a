package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;

/** Gives windows of the past; the same question always has the same answer. */
@FunctionalInterface
public interface Past {

    /**
     * Returns what could be read at the end of a focus. Nothing in it is of a later event time; whether it may have
     * become known later is told by {@link ReplayRequest#knowledge()}.
     */
    TelemetryWindow at(TimeWindow focus);
}
