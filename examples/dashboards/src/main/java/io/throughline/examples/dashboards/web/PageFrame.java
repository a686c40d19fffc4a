package io.throughline.examples.dashboards.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all pages have.
 *
 * @param assets the files that belong to the pages
 * @param now when the page was asked for, UTC
 * @param dataTo event time up to which the shown data were read, UTC, or null if the page shows none
 * @param computedAt when what it shows was computed, UTC, or null if it shows none
 * @param inputs digest of what it was computed from; empty if it shows none
 * @param api path of its view as JSON; empty if it has none
 */
public record PageFrame(
        Assets assets,
        Instant now,
        @Nullable Instant dataTo,
        @Nullable Instant computedAt,
        String inputs,
        String api) {

    /** Returns the frame of a page that shows no data. */
    public static PageFrame without(Assets assets, Instant now) {
        return new PageFrame(assets, now, null, null, "", "");
    }
}
