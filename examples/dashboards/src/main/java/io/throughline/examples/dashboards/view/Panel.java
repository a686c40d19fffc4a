package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one unit over the axis of their view.
 *
 * @param id stable: {@code latency}, {@code traffic}, {@code errors}, {@code utilization}, {@code connections}
 * @param title for people
 * @param unit UCUM code of all values: {@code s}, {@code {request}/min}, {@code 1}
 * @param lines the lines; may be empty
 * @param asOf event time up to which its sources were read, UTC, or null if never
 * @param absent why something is missing, or null if nothing is
 */
public record Panel(
        String id,
        String title,
        String unit,
        List<Line> lines,
        @Nullable Instant asOf,
        @Nullable String absent) {

    public Panel {
        lines = List.copyOf(lines);
    }
}
