package io.throughline.sentry;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists as answers have them: absent, null, or with holes. */
final class Lists {

    private Lists() {}

    /** Returns an immutable copy without holes; empty for null. */
    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
