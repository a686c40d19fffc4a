package io.throughline.core.source;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of a vendor that could not be taken, kept with its reason so that it is neither lost nor in the way of others.
 *
 * @param stream the stream it came from
 * @param vendorId the vendor's id, or where it stood if it has none; unique within the stream, not blank
 * @param time its event time, UTC, as far as known; for a measured stream within the window that was read
 * @param reason what is wrong with it, one line
 * @param record what of it can be shown, or null; what is personal or secret is masked by whoever sets it aside
 */
public record SetAside(
        String stream,
        String vendorId,
        Instant time,
        String reason,
        @Nullable String record) {

    /** The longest text that is kept of a record, in characters. */
    public static final int LONGEST_RECORD = 4_096;

    public SetAside {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(time, "time");
        if (vendorId.isBlank()) {
            throw new IllegalArgumentException("vendorId of a record set aside must not be blank (" + stream + ")");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a record set aside needs a reason (" + stream + "#" + vendorId + ")");
        }
        if (record != null && record.length() > LONGEST_RECORD) {
            record = record.substring(0, LONGEST_RECORD - 1) + "\u2026";
        }
    }
}
