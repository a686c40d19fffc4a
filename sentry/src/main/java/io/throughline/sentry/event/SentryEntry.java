package io.throughline.sentry.event;

import io.throughline.sentry.internal.Members;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event: {@code exception}, {@code breadcrumbs}, {@code request}, {@code threads}, {@code message}… It may
 * hold what people typed and who they are.
 *
 * @param type what it is
 * @param data its members as JSON has them: maps, lists, texts, numbers, truth values and null
 */
public record SentryEntry(String type, Map<String, @Nullable Object> data) {

    public SentryEntry {
        type = type == null ? "" : type;
        data = Members.copy(data);
    }

    /** Returns the type only. */
    @Override
    public String toString() {
        return "SentryEntry[" + type + "]";
    }
}
