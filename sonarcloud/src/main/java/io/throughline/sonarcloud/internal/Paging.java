package io.throughline.sonarcloud.internal;

import org.jspecify.annotations.Nullable;

/** Where a page is, counted from one; the server may leave out any of it. */
public record Paging(
        @Nullable Integer pageIndex,
        @Nullable Integer pageSize,
        @Nullable Integer total) {}
