package io.throughline.core.sync;

import io.throughline.core.http.CallMeter;
import io.throughline.core.store.TelemetryStore;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all streams of one sync share.
 *
 * @param now when the sync began: what becomes known becomes known then
 * @param allowance counts the calls to vendors, or null if nobody does
 */
record SyncRun(
        TelemetryStore store,
        SyncRequest request,
        SyncListener listener,
        SyncSchedule schedule,
        Clock clock,
        Instant now,
        Leases leases,
        StreamJournal journal,
        CallMeter.@Nullable Allowance allowance) {

    boolean limitReached() {
        return allowance != null && allowance.isUsedUp();
    }
}
