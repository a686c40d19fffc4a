package io.throughline.sentry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tag that a project's events have.
 *
 * @param key the key
 * @param name the name for people, or null
 * @param uniqueValues the number of different values, or null
 */
public record SentryTagKey(
        String key, @Nullable String name, @Nullable Long uniqueValues) {

    public SentryTagKey {
        Objects.requireNonNull(key, "key");
    }
}
