package io.throughline.core.telemetry;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a record comes from. When it was fetched is kept by the store ({@code known_from}), not here: the same record
 * read twice must be equal.
 *
 * @param stream the stream that delivered it, {@code <source>/<stream>}, for example {@code sentry/issues}
 * @param vendorId the vendor's own id of the record, not blank
 * @param link the vendor's page for people, or null if it has none
 */
public record Provenance(
        String stream, String vendorId, @Nullable URI link) {

    public Provenance {
        Objects.requireNonNull(stream, "stream");
        if (stream.indexOf('/') <= 0) {
            throw new IllegalArgumentException("stream must have the form <source>/<stream>, was '" + stream + "'");
        }
        if (vendorId.isBlank()) {
            throw new IllegalArgumentException("vendorId must not be blank (stream " + stream + ")");
        }
    }

    /** Returns the id of the source, the part of the stream's name before the slash. */
    public String source() {
        return stream.substring(0, stream.indexOf('/'));
    }
}
