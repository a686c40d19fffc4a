package io.throughline.sentry.release;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a release. Its author is not read.
 *
 * @param id the revision
 * @param message the whole message, may be empty
 * @param dateCreated when it was made, or null
 */
public record SentryCommit(
        String id, String message, @Nullable Instant dateCreated) {

    public SentryCommit {
        Objects.requireNonNull(id, "id");
        message = message == null ? "" : message;
    }
}
