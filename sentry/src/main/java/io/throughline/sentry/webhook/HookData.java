package io.throughline.sentry.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds values in data whose shape is not promised. */
final class HookData {

    private HookData() {}

    /** Returns what is at a path of members; null if the path ends before. */
    static @Nullable Object at(Map<?, ?> data, String... path) {
        Object found = data;
        for (String member : path) {
            found = found instanceof Map<?, ?> members ? members.get(member) : null;
        }
        return found;
    }

    /** Returns a text or number as text; null for anything else. */
    static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }
}
