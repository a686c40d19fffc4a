package io.throughline.sentry.event;

import org.jspecify.annotations.Nullable;

/**
 * A tag of an event. Those that name a person or an address ({@code user}, {@code user.email}…) are told as Sentry has them.
 *
 * @param key the key
 * @param value the value, or null
 */
public record SentryEventTag(@Nullable String key, @Nullable String value) {

    /** Returns the key only: values may name people. */
    @Override
    public String toString() {
        return "SentryEventTag[" + key + "]";
    }
}
