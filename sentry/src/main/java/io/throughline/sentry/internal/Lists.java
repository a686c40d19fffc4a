package io.throughline.sentry.internal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists as answers have them: absent, null, or with holes. */
public final class Lists {

    private Lists() {}

    /** Returns an immutable copy without holes; empty for null. */
    public static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
