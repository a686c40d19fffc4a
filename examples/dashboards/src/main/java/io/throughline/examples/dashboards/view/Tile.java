package io.throughline.examples.dashboards.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One figure that stands for itself, with its age; or the reason why there is none.
 *
 * @param name what it is: {@code p95 latency}
 * @param value the figure, or null if there is none
 * @param unit UCUM code of the figure
 * @param note what it is to be compared with, or null
 * @param alarming whether it was outside of its baseline as part of an incident
 * @param asOf event time up to which the source was read, UTC, or null if never
 * @param absent why there is no figure, or null if there is one
 */
public record Tile(
        String name,
        @Nullable Double value,
        String unit,
        @Nullable String note,
        boolean alarming,
        @Nullable Instant asOf,
        @Nullable String absent) {

    /** Returns a tile without a figure, which says why. */
    public static Tile absent(String name, String unit, @Nullable Instant asOf, String reason) {
        return new Tile(name, null, unit, null, false, asOf, reason);
    }
}
