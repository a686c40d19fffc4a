package io.throughline.sentry.issue;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tag's values are in an issue's events.
 *
 * @param key the tag's key
 * @param name the name for people, or null
 * @param uniqueValues the number of different values, or null
 * @param totalValues the number of events that have the tag, or null
 * @param topValues the most frequent values, the most frequent first
 */
public record SentryTag(
        String key,
        @Nullable String name,
        @Nullable Long uniqueValues,
        @Nullable Long totalValues,
        List<Value> topValues) {

    public SentryTag {
        Objects.requireNonNull(key, "key");
        topValues = Lists.copy(topValues);
    }

    /**
     * One value. Those of the tag {@code user} name people.
     *
     * @param value the value, or null for events without
     * @param count the number of events that have it
     * @param firstSeen the first of them, UTC, or null
     * @param lastSeen the last of them, UTC, or null
     */
    public record Value(
            @Nullable String value,
            long count,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {

        @Override
        public String toString() {
            return "Value[" + count + " events]";
        }
    }
}
