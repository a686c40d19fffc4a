package io.throughline.core.sync;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds, a line for each row, so that two stores can be compared and told apart. What the sync itself notes
 * about streams that fell silent is left out: it tells of the syncs, not of the vendor.
 */
final class ContentRows {

    private static final TimeWindow EVER =
            new TimeWindow(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));

    private ContentRows() {}

    /** Returns the rows as known at an instant, or now if it is null; sorted. */
    static List<String> of(TelemetryStore store, @Nullable Instant knownAt) {
        WindowContent content = store.read(new WindowQuery(EVER, null, knownAt));
        List<String> rows = new ArrayList<>();
        content.entities().forEach(entity -> rows.add("entity " + entity));
        content.events().forEach(event -> rows.add("event " + event));
        content.dependencies().forEach(edge -> rows.add("edge " + edge));
        for (Series series : content.series()) {
            for (int i = 0; i < series.size(); i++) {
                String value = series instanceof NumberSeries numbers
                        ? Double.toString(numbers.valueAt(i))
                        : ((HistogramSeries) series).histogramAt(i).toString();
                rows.add("point " + series.key() + " " + series.step().orElse(null) + " "
                        + Instant.ofEpochMilli(series.timeAt(i)) + " " + value);
            }
        }
        rows.removeIf(row -> row.contains("stream=" + StreamJournal.STREAM));
        rows.sort(null);
        return rows;
    }

    /** Tells whether nothing is left out of the rows, so that digests can be compared. */
    static boolean areAllFromVendors(TelemetryStore store) {
        return store.state(StreamJournal.STREAM).isEmpty();
    }

    /** Returns the first rows in which two contents differ, with what each side has; empty if they are equal. */
    static String difference(List<String> expected, List<String> actual) {
        TreeSet<String> lines = new TreeSet<>();
        List<String> lost = new ArrayList<>(expected);
        actual.forEach(lost::remove);
        List<String> surplus = new ArrayList<>(actual);
        expected.forEach(surplus::remove);
        lost.stream().limit(5).forEach(row -> lines.add(row + "   <- missing"));
        surplus.stream().limit(5).forEach(row -> lines.add(row + "   <- should not be there"));
        return lines.isEmpty()
                ? ""
                : lost.size() + " rows missing, " + surplus.size() + " too many:\n" + String.join("\n", lines);
    }
}
