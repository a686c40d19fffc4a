package io.throughline.jira.internal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of an answer: an absent one is empty, and a null within one is left out. */
public final class WithoutNulls {

    private WithoutNulls() {}

    /** Returns the items that are there. */
    public static <T> List<T> of(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }
}
