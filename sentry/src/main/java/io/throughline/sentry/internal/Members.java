package io.throughline.sentry.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of an object whose names are not known beforehand. */
public final class Members {

    private Members() {}

    /** Returns an immutable copy in the same order that keeps nulls; empty for null. */
    public static <V> Map<String, @Nullable V> copy(@Nullable Map<String, ? extends @Nullable V> members) {
        return members == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
}
