package io.throughline.sentry.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit that Sentry suspects. Its author is not read.
 *
 * @param id the revision
 * @param message the whole message, may be empty
 * @param dateCreated when it was made, UTC, or null
 * @param suspectCommitType how Sentry came to it, in its words, or null
 */
public record SentrySuspectCommit(
        String id,
        String message,
        @Nullable Instant dateCreated,
        @Nullable String suspectCommitType) {

    public SentrySuspectCommit {
        Objects.requireNonNull(id, "id");
        message = message == null ? "" : message;
    }
}
