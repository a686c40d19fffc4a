package io.throughline.jira.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page counted by offset. */
public interface OffsetPage<T> {

    /** Returns the items, wherever the page has them. */
    @Nullable
    List<T> items();

    /** Returns the offset of the first item. */
    @Nullable
    Long startAt();

    /** Returns the number of all items, which may change or be absent. */
    @Nullable
    Long total();

    /** Returns whether this is the last page, where Jira says so. */
    @Nullable
    Boolean isLast();
}
