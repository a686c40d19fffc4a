package io.throughline.core.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What a vendor had and has no more.
 *
 * @param stream the stream it came from
 * @param vendorId the vendor's id
 * @param start when the event started, as last known, UTC
 * @param knownAt when it was found to be gone, UTC
 */
public record Tombstone(String stream, String vendorId, Instant start, Instant knownAt) {

    public Tombstone {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(vendorId, "vendorId");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(knownAt, "knownAt");
    }
}
