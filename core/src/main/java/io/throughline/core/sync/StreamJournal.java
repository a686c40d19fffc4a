package io.throughline.core.sync;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Instant;
import java.util.Optional;

/**
 * The stream of our own in which streams that stopped, and came back, are events. An event's id follows from the stream
 * and since when it had stopped, so telling of it again changes nothing. Thread-safe.
 */
final class StreamJournal {

    /** The name of the stream. */
    static final String STREAM = "throughline/streams";

    private final Leases leases;
    private final Instant now;
    private final boolean dryRun;

    StreamJournal(Leases leases, Instant now, boolean dryRun) {
        this.leases = leases;
        this.now = now;
        this.dryRun = dryRun;
    }

    /**
     * Writes down that a stream has stopped.
     *
     * @return whether it is written; if not, somebody else writes just now, and the next sync has to try again
     */
    boolean stopped(String stream, Instant since, String title, String cause) {
        return write(stream, "stopped " + since, since, title, Health.AVAILABLE, Health.UNAVAILABLE, cause);
    }

    /** Writes down that a stream which had stopped since {@code since} works again from {@code at} on. */
    boolean back(String stream, Instant since, Instant at) {
        Instant start = at.isBefore(since) ? since : at;
        return write(
                stream,
                "back after " + since,
                start,
                stream + " works again, after it had stopped at " + since,
                Health.UNAVAILABLE,
                Health.AVAILABLE,
                "it had stopped at " + since);
    }

    private synchronized boolean write(
            String stream, String id, Instant at, String title, Health before, Health after, String cause) {
        if (dryRun) {
            return true;
        }
        EntityId entity = new EntityId("throughline", "stream", stream);
        TelemetryBatch batch = new TelemetryBatch();
        batch.entity(new Entity(
                entity,
                EntityKind.OTHER,
                stream,
                null,
                null,
                Attributes.empty(),
                new Provenance(STREAM, stream, null)));
        batch.event(new HealthTransition(
                new EventHeader(
                        entity,
                        null,
                        at,
                        at,
                        title,
                        Attributes.empty(),
                        new Provenance(STREAM, stream + " " + id, null)),
                before,
                after,
                cause));
        Optional<StreamLease> lease = leases.take(STREAM);
        if (lease.isEmpty()) {
            return false;
        }
        try {
            lease.get()
                    .revise(batch, new StreamState(STREAM, null, null, now, StreamCompleteness.complete(STREAM, now)));
            return true;
        } catch (LeaseLostException e) {
            return false;
        } finally {
            leases.giveBack(lease.get());
        }
    }
}
