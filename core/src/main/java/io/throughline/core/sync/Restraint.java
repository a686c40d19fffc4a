package io.throughline.core.sync;

import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.sync.Urgency.Rank;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Decides which steps a sync leaves to the next one: all once the limit of calls is used up; the less urgent ones of a
 * vendor that takes no more calls; and, in a scheduled sync, back-fill once fresh data is due again. Thread-safe.
 */
final class Restraint {

    private final SyncRun sync;
    /** When the first stream of the sync is due again, or null if back-fill may take as long as it likes. */
    private final @Nullable Instant backfillUntil;

    private final AtomicBoolean backfilled = new AtomicBoolean();
    /** Source → tier of the most urgent stream that its vendor refused. */
    private final Map<String, Tier> throttled = new ConcurrentHashMap<>();

    Restraint(SyncRun sync, @Nullable Instant backfillUntil) {
        this.sync = sync;
        this.backfillUntil = backfillUntil;
    }

    /** Takes note that a vendor refused a stream for its limits. */
    void refused(TelemetryStream stream) {
        throttled.merge(SyncRequest.source(stream.name()), stream.tier(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    /** Returns why a step is left to the next sync; empty if it is to be done now. */
    Optional<String> against(TelemetryStream stream, Rank rank) {
        if (sync.limitReached()) {
            return Optional.of("the limit of " + sync.request().maxCalls() + " calls is used up");
        }
        Tier refused = throttled.get(SyncRequest.source(stream.name()));
        if (refused != null && (rank == Rank.BACKFILL || stream.tier().compareTo(refused) > 0)) {
            return Optional.of(
                    SyncRequest.source(stream.name()) + " takes no more calls for now, and others are more urgent");
        }
        if (rank == Rank.BACKFILL) {
            // One step at least, or back-fill would never end where fresh data takes all of the time.
            boolean first = backfilled.compareAndSet(false, true);
            if (!first && backfillUntil != null && !sync.clock().instant().isBefore(backfillUntil)) {
                return Optional.of("fresh data is due again, and goes first");
            }
        }
        return Optional.empty();
    }
}
