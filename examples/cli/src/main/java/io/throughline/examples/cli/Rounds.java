package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.StoreException;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a store and its dashboards fresh, round by round: read what is due, correlate, and once a UTC day look after
 * the store. A failure is told, and the next round tries again. Not thread-safe.
 */
final class Rounds {

    /** The shortest pause between two rounds. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final Throughline throughline;
    private final Refresh refresh;
    private final Clock clock;
    private final PrintWriter err;
    private final boolean syncing;
    private final Duration longest;
    private final Duration lookback;
    private @Nullable Instant refreshed;
    private @Nullable LocalDate maintained;

    /**
     * Creates rounds.
     *
     * @param syncing whether to read sources and look after the store, or only to show what it has
     * @param longest the longest pause between two rounds, and between two refreshes
     * @param lookback length of the time that the dashboards show
     */
    Rounds(
            Throughline throughline,
            Clock clock,
            PrintWriter err,
            boolean syncing,
            Duration longest,
            Duration lookback) {
        this.throughline = throughline;
        this.refresh = new Refresh(throughline, clock);
        this.clock = clock;
        this.err = err;
        this.syncing = syncing;
        this.longest = longest;
        this.lookback = lookback;
    }

    /** Does one round and returns when the next is due. */
    Instant next() {
        Instant begin = clock.instant();
        Instant due = null;
        try {
            boolean written = false;
            if (syncing) {
                SyncReport report = throughline.syncDue();
                tell(report);
                due = report.nextDue();
                written = report.written().written() > 0;
            }
            if (written || refreshed == null || !begin.isBefore(refreshed.plus(longest))) {
                refresh.over(TimeWindow.endingAt(begin.truncatedTo(ChronoUnit.MINUTES), lookback));
                refreshed = begin;
            }
            if (syncing) {
                maintain(begin);
            }
        } catch (CancellationException e) {
            // The process is ending.
        } catch (StoreException e) {
            err.println("throughline: the store failed; the next round tries again: " + OneLine.of(e));
            due = null;
        } catch (ThroughlineException | IllegalArgumentException e) {
            err.println("throughline: " + OneLine.of(e));
        } catch (RuntimeException e) {
            // A schedule that ends without a word would be worse than any defect.
            err.println("throughline: unexpected, please report it: " + e);
        }
        return wakeUp(begin, clock.instant(), due, longest);
    }

    private void tell(SyncReport report) {
        for (StreamResult failure : report.failures()) {
            err.println("throughline: " + failure.stream() + ": " + failure.error());
        }
    }

    private void maintain(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(maintained)) {
            return;
        }
        MaintenanceResult done = throughline.maintain();
        maintained = today;
        if (!done.equals(new MaintenanceResult(0, 0, 0, 0))) {
            err.println("throughline: " + StoreCommand.sentence(done));
        }
    }

    /** Returns the earlier of when the next stream is due and of the longest pause since the round began. */
    static Instant wakeUp(Instant begin, Instant end, @Nullable Instant due, Duration longest) {
        Instant latest = begin.plus(longest);
        Instant wanted = due == null || due.isAfter(latest) ? latest : due;
        Instant earliest = end.plus(SHORTEST);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }
}
