package io.throughline.sonarcloud;

import io.throughline.core.http.CallObserver;
import io.throughline.core.http.CallReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts calls and keeps what the latest one tells of the server's clock. Thread-safe. */
final class CallLog implements CallObserver {

    private final Clock clock;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Duration ahead;

    CallLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void answered(CallReport report) {
        count.incrementAndGet();
        if (report.serverTime() != null) {
            ahead = Duration.between(clock.instant(), report.serverTime());
        }
    }

    long count() {
        return count.get();
    }

    /** Returns how far the server's clock was ahead of this one at the latest answer, to the second; negative if behind. */
    Optional<Duration> serverAhead() {
        return Optional.ofNullable(ahead);
    }
}
