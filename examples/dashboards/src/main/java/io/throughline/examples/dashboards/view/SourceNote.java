package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of one stream arrived.
 *
 * @param stream the stream, {@code <source>/<stream>}
 * @param state {@code complete}, {@code partial}, {@code skipped}, {@code never-read} or {@code failed}
 * @param asOf event time up to which it was read, UTC, or null if never
 * @param whole whether nothing is missing
 * @param notes what is missing and what to do about it
 */
public record SourceNote(
        String stream, String state, @Nullable Instant asOf, boolean whole, List<String> notes) {

    public SourceNote {
        notes = List.copyOf(notes);
    }
}
