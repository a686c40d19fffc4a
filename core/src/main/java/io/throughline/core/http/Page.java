package io.throughline.core.http;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. It may be short or even empty while more follow.
 *
 * @param items the items, in the vendor's order
 * @param next opaque token of the next page, or null if this is the last
 * @param reportedTotal the number of all items as the vendor tells it, or null if it does not
 * @param unreadable the number of items that were there but cannot be read; see {@link UnreadableItems}
 */
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable Long reportedTotal, int unreadable) {

    public Page {
        items = List.copyOf(items);
    }

    /** Creates a page of which all items can be read. */
    public Page(List<T> items, @Nullable String next, @Nullable Long reportedTotal) {
        this(items, next, reportedTotal, 0);
    }

    /** Returns a page without a total. */
    public static <T> Page<T> of(List<T> items, @Nullable String next) {
        return new Page<>(items, next, null);
    }

    /** Returns the number of all items as the vendor tells it. */
    public OptionalLong total() {
        return reportedTotal == null ? OptionalLong.empty() : OptionalLong.of(reportedTotal);
    }
}
