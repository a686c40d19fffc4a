package io.throughline.examples.evaluation.tasks;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code series.csv}.
 *
 * @param name names the file, too
 * @param rows how many rows the file should have, if that is said
 * @param trainRows how many rows at the beginning are normal, if that is said
 * @param step time from one row to the next, or null if that is not said
 */
record SeriesEntry(
        String name,
        OptionalInt rows,
        OptionalInt trainRows,
        @Nullable Duration step) {

    /** Reads the current row of a list. */
    static SeriesEntry of(CsvTable list) {
        OptionalInt seconds = count(list, "step_s");
        return new SeriesEntry(
                list.text(list.column("series")),
                count(list, "rows"),
                count(list, "train_rows"),
                seconds.isPresent() && seconds.getAsInt() > 0 ? Duration.ofSeconds(seconds.getAsInt()) : null);
    }

    private static OptionalInt count(CsvTable list, String column) {
        return list.has(column) && !list.optional(list.column(column)).isEmpty()
                ? OptionalInt.of(list.count(list.column(column)))
                : OptionalInt.empty();
    }
}
