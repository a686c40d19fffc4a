package io.throughline.core.http;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item of a list that cannot be read, while the list itself and its other items can.
 *
 * @param operation what was asked, in a few words: {@code list issues}
 * @param pointer where in the answer it lies, by RFC 6901
 * @param id what the vendor calls it, or null if it does not tell
 * @param time when it happened or last changed, or null if it does not tell
 * @param reason which member is wrong and what it looks like, one line; letters and digits of texts are masked
 * @param excerpt its members with their values' kinds, and the values of those that only name, date or grade it
 */
public record UnreadableItem(
        String operation,
        String pointer,
        @Nullable String id,
        @Nullable Instant time,
        String reason,
        String excerpt) {

    public UnreadableItem {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(excerpt, "excerpt");
    }
}
