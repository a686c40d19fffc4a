package io.throughline.core.source;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stream of measurements: logs, metrics, cost. It is read by windows of a fixed grid in event time; each window is
 * replaced whole. What has arrived since the last sync only tells which windows are to be read again.
 */
public non-sealed interface MeasuredStream extends TelemetryStream {

    /** Returns the width of the windows that are replaced whole, counted from the epoch; a multiple of every step. */
    Duration grid();

    /** Returns the longest span that one {@link #read} should be asked for; a multiple of the grid. */
    Duration longestRead();

    /**
     * Returns how long after its event time an item may still arrive. Without a vendor that tells arrival times, this
     * much is read again on each sync.
     */
    Duration lateness();

    /** Returns how many reads cover a horizon, each of at most {@link #longestRead()}. */
    default long readsOf(TimeWindow horizon) {
        Duration whole = horizon.alignedTo(grid()).length();
        return (whole.toMillis() + longestRead().toMillis() - 1) / longestRead().toMillis();
    }

    /**
     * Returns the grid windows within {@code horizon} whose content may have changed by what arrived at or after {@code
     * since}. The default is everything from {@code since - lateness} on; a vendor that knows arrival times says less.
     *
     * @param since the arrival time up to which all is stored
     * @param horizon the event time of interest
     * @return windows on the grid, ascending, without overlap; may be empty
     */
    default List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
        Instant start = since.minus(lateness());
        return horizon.intersect(
                        new TimeWindow(start, horizon.to().isAfter(start) ? horizon.to() : start.plusMillis(1)))
                .map(window -> window.split(grid()))
                .orElse(List.of());
    }

    /**
     * Reads all of a window into the sink, on the caller's thread. The same window gives the same content as long as the
     * vendor's data does not change. Stops soon after an interrupt.
     *
     * @param window on the grid, not longer than {@link #longestRead()}
     * @return what is known about how much of it arrived; {@link StreamCompleteness.State#PARTIAL} keeps the window from
     *     being taken as read
     * @throws io.throughline.core.ThroughlineException if the vendor could not be read; nothing put into the sink counts
     */
    StreamCompleteness read(TimeWindow window, TelemetrySink sink);
}
