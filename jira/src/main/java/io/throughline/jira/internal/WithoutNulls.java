package io.throughline.jira.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists and maps of an answer: an absent one is empty, and a null within one is left out. */
public final class WithoutNulls {

    private WithoutNulls() {}

    /** Returns the items that are there. */
    public static <T> List<T> of(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    /** Returns the members that are there, in their order. */
    public static <V> Map<String, V> of(@Nullable Map<String, V> members) {
        Map<String, V> present = new LinkedHashMap<>();
        if (members != null) {
            members.forEach((name, value) -> {
                if (Objects.nonNull(name) && Objects.nonNull(value)) {
                    present.put(name, value);
                }
            });
        }
        return Collections.unmodifiableMap(present);
    }
}
