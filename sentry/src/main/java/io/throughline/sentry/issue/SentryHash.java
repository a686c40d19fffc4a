package io.throughline.sentry.issue;

import java.util.Objects;

/**
 * A hash by which events are grouped into an issue; several after a merge.
 *
 * @param id the hash
 */
public record SentryHash(String id) {

    public SentryHash {
        Objects.requireNonNull(id, "id");
    }
}
