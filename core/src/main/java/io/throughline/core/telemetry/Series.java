package io.throughline.core.telemetry;

import java.time.Duration;
import java.util.Optional;

/**
 * Numbers on an entity over time, columnar. Times are epoch milliseconds, strictly ascending; a gap is a missing point.
 */
public sealed interface Series permits NumberSeries, HistogramSeries {

    /** Returns the identity of the series. */
    SeriesKey key();

    /**
     * Returns the bucket width: a point at time {@code t} speaks of {@code [t, t + step)}. Empty for measurements at
     * irregular instants, such as a code analysis.
     */
    Optional<Duration> step();

    /** Returns the number of points. */
    int size();

    /** Returns the epoch milliseconds of the point at {@code index}. */
    long timeAt(int index);

    /** Returns the part whose times lie in {@code window}; shares no array with this series that anyone could write. */
    Series slice(TimeWindow window);
}
