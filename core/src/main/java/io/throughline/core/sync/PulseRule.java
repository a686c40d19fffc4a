package io.throughline.core.sync;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Pulse;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The dead-man's switch: tells from how a stream has delivered so far whether it has stopped, although it can be read.
 * Nothing is said of a stream that is not yet known well; every pause that was seen once is taken to be in its nature.
 */
final class PulseRule {

    /** So many windows with anything make a stream known. */
    static final int WINDOWS_TO_KNOW = 24;

    /** Over at least this long. */
    static final Duration TIME_TO_KNOW = Duration.ofHours(12);

    private PulseRule() {}

    /** Returns the starts of the grid windows in which a batch has anything but entities. */
    static NavigableSet<Instant> windowsWith(TelemetryBatch batch, Duration grid) {
        TreeSet<Instant> windows = new TreeSet<>();
        long width = grid.toMillis();
        long last = Long.MIN_VALUE;
        for (Series piece : batch.series()) {
            for (int i = 0; i < piece.size(); i++) {
                long start = Math.floorDiv(piece.timeAt(i), width) * width;
                if (start != last) {
                    windows.add(Instant.ofEpochMilli(start));
                    last = start;
                }
            }
        }
        for (Event event : batch.events()) {
            windows.add(TimeWindow.onGrid(event.start(), grid).from());
        }
        for (Dependency edge : batch.dependencies()) {
            windows.add(TimeWindow.onGrid(edge.window().from(), grid).from());
        }
        return windows;
    }

    /** Returns the pulse after a read; windows between those that were seen before do not change it. */
    static @Nullable Pulse after(@Nullable Pulse before, NavigableSet<Instant> windows) {
        Pulse pulse = before;
        if (windows.isEmpty()) {
            return pulse;
        }
        if (pulse == null) {
            // From the newest downwards, as a first sync reads.
            pulse = new Pulse(windows.last(), windows.last(), Duration.ZERO, 1, null);
        }
        for (Instant newer : windows.tailSet(pulse.last(), false)) {
            Duration pause = Duration.between(pulse.last(), newer);
            pulse = new Pulse(
                    pulse.first(),
                    newer,
                    longer(pulse.longestPause(), pause),
                    pulse.windows() + 1,
                    pulse.silentSince());
        }
        for (Instant older : windows.headSet(pulse.first(), false).descendingSet()) {
            Duration pause = Duration.between(older, pulse.first());
            pulse = new Pulse(
                    older, pulse.last(), longer(pulse.longestPause(), pause), pulse.windows() + 1, pulse.silentSince());
        }
        return pulse;
    }

    /**
     * Returns since when a stream is silent: the end of the last window that had anything, once longer has passed than
     * {@link #patience}; empty if it is not silent, or not known well enough.
     *
     * @param readTo event time up to which it was read well
     */
    static Optional<Instant> silentSince(Pulse pulse, Duration grid, Duration lateness, Instant readTo) {
        boolean known = pulse.windows() >= WINDOWS_TO_KNOW
                && Duration.between(pulse.first(), pulse.last()).compareTo(TIME_TO_KNOW) >= 0;
        Instant since = pulse.last().plus(grid);
        if (!known || !readTo.isAfter(since)) {
            return Optional.empty();
        }
        Duration quiet = Duration.between(since, readTo);
        return quiet.compareTo(patience(pulse, grid, lateness)) > 0 ? Optional.of(since) : Optional.empty();
    }

    /** Returns how long a stream may be quiet: twice its longest pause, its lateness and three windows. */
    static Duration patience(Pulse pulse, Duration grid, Duration lateness) {
        return pulse.longestPause().multipliedBy(2).plus(lateness).plus(grid.multipliedBy(3));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
