package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.BodyTooLargeException;
import io.throughline.core.http.CallLimitException;
import io.throughline.core.http.TransportException;
import io.throughline.core.http.TransportFailure.Phase;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/**
 * How long a window a stream is asked for: as long as it wants at first, half of it when the vendor cuts something off or
 * does not come to an end, twice as much after some reads that went well. Not thread-safe.
 */
final class ReadSpan {

    private static final int GOOD_READS = 4;
    /** So often in a row a window is tried shorter before the vendor is taken to be down. */
    private static final int MOST_FAILURES = 2;

    private final Duration grid;
    private final Duration longest;
    private Duration length;
    private int good;
    private int failures;

    ReadSpan(MeasuredStream stream) {
        this.grid = stream.grid();
        this.longest = stream.longestRead();
        this.length = longest;
    }

    Duration length() {
        return length;
    }

    /** Takes note of a read that arrived whole. */
    void arrived() {
        failures = 0;
        if (length.compareTo(longest) < 0 && ++good >= GOOD_READS) {
            Duration twice = length.multipliedBy(2);
            length = twice.compareTo(longest) < 0 ? twice : longest;
            good = 0;
        }
    }

    boolean canShorten(TimeWindow window) {
        return window.length().compareTo(grid) > 0;
    }

    /** Asks for half of a window from now on. */
    void shorten(TimeWindow window) {
        long half = window.length().toMillis() / 2 / grid.toMillis();
        length = grid.multipliedBy(Math.max(1, half));
        good = 0;
    }

    /** Tells whether a shorter window may do better after a failure, and then asks for one. */
    boolean shortenAfter(TimeWindow window, ThroughlineException failure) {
        if (!canShorten(window) || !mayBeTooMuch(failure) || failures >= MOST_FAILURES) {
            return false;
        }
        failures++;
        shorten(window);
        return true;
    }

    private static boolean mayBeTooMuch(ThroughlineException failure) {
        if (failure instanceof CallLimitException) {
            return false;
        }
        if (failure instanceof TransportException transport) {
            return transport.phase() == Phase.RESPONSE || transport.phase() == Phase.BODY;
        }
        return failure.category() == ThroughlineException.Category.REMOTE
                || failure.category() == ThroughlineException.Category.NETWORK
                || failure.getCause() instanceof BodyTooLargeException;
    }
}
