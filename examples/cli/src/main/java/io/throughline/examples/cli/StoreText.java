package io.throughline.examples.cli;

import io.throughline.core.store.StoreStatus;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store is and holds, in words or as an object.
 *
 * @param status what it says of itself
 * @param rawFrom from when on points are as they were read, or null if none was rolled up
 */
record StoreText(StoreStatus status, @Nullable Instant rawFrom) {

    static StoreText of(Throughline throughline) {
        return new StoreText(
                throughline.store().status(), throughline.store().rawFrom().orElse(null));
    }

    /** Prints a line or two. */
    void print(PrintWriter out) {
        String place = status.place();
        long rows = status.rows().values().stream().mapToLong(Long::longValue).sum();
        out.printf(
                Locale.ROOT,
                "%s: %s, schema %d, %s, %,d rows, %s%n",
                place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1),
                status.kind(),
                status.schema(),
                size(status.bytes()),
                rows,
                rawFrom == null ? "nothing rolled up" : "points as they were read from " + rawFrom + " on");
    }

    /** Prints the rows of each kind, a line each. */
    void printRows(PrintWriter out) {
        Table table = new Table("KIND", ">ROWS", "");
        status.rows().forEach((kind, rows) -> table.row(kind, String.format(Locale.ROOT, "%,d", rows), ""));
        table.print(out, Integer.MAX_VALUE);
    }

    /** Returns an object; the names are stable, what is not known is null. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("place", status.place());
        object.put("kind", status.kind());
        object.put("schema", status.schema());
        object.put("bytes", status.bytes() < 0 ? null : status.bytes());
        object.put("rows", status.rows());
        object.put("rawFrom", rawFrom == null ? null : rawFrom.toString());
        return object;
    }

    private static String size(long bytes) {
        if (bytes < 0) {
            return "size unknown";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%,d kB", bytes / 1000)
                : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }
}
