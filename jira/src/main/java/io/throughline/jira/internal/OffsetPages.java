package io.throughline.jira.internal;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import java.util.List;
import java.util.function.Function;

/** Lists whose pages are counted by offset. A token is the offset of a page's first item. */
public final class OffsetPages {

    /** Items asked for in one page: {@value}. */
    public static final int PAGE_SIZE = 100;

    private OffsetPages() {}

    /**
     * Returns a list.
     *
     * @param call makes the call of one page; start and size are added here
     */
    public static <T> Paged<T> of(Function<String, JiraCall> call, Class<? extends OffsetPage<T>> type) {
        return of(call, PAGE_SIZE, type);
    }

    /** Returns a list by pages of a size; Jira gives smaller ones at will. */
    public static <T> Paged<T> of(Function<String, JiraCall> call, int pageSize, Class<? extends OffsetPage<T>> type) {
        return Paged.of(token -> {
            String start = token == null ? "0" : token;
            return page(
                    Long.parseLong(start),
                    call.apply(start)
                            .query("startAt", start)
                            .query("maxResults", pageSize)
                            .fetch(type));
        });
    }

    /** The next offset is what was received, not what was asked for: Jira lowers page sizes at will. */
    public static <T> Page<T> page(long asked, OffsetPage<T> page) {
        List<T> received = page.items() == null ? List.of() : page.items();
        Long startAt = page.startAt();
        Long total = page.total();
        long next = (startAt == null ? asked : startAt) + received.size();
        boolean last = received.isEmpty()
                || Boolean.TRUE.equals(page.isLast())
                || (page.isLast() == null && (total == null ? startAt == null : next >= total));
        return new Page<>(WithoutNulls.of(received), last ? null : String.valueOf(next), total);
    }
}
