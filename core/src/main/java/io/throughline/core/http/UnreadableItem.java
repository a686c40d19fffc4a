package io.throughline.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
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

    /**
     * Returns an item of which only is taken what may be told.
     *
     * @param json the item itself
     * @param reason why it cannot be read; what it quotes is masked
     */
    public static UnreadableItem of(String operation, String pointer, String json, String reason) {
        JsonNode item = Json.readNode(json.getBytes(StandardCharsets.UTF_8));
        return new UnreadableItem(
                operation, pointer, Unread.id(item), Unread.time(item), Unread.reason(reason), Unread.excerpt(item));
    }
}
