package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsTable;
import io.throughline.core.telemetry.ExponentialHistogram;

/** Counts and durations of one step, collected from rows of one bucket each. */
final class Distribution {

    private final ExponentialHistogram.Builder durations = ExponentialHistogram.builder();
    private long count;
    private long failures;

    void add(LogsTable.Row row) {
        long items = addCounts(row);
        if (items <= 0) {
            return;
        }
        int bucket = Math.toIntExact(row.whole("Bucket").orElse(LogQueries.UNKNOWN));
        double sum = row.real("SecondsSum").orElse(Double.NaN);
        if (bucket == LogQueries.UNKNOWN || !Double.isFinite(sum)) {
            return;
        }
        if (bucket == LogQueries.ZERO) {
            durations.zero(items).totals(0, 0, 0);
        } else {
            durations
                    .bucket(bucket, items)
                    .totals(
                            sum,
                            row.real("SecondsMin").orElseThrow(),
                            row.real("SecondsMax").orElseThrow());
        }
    }

    /** Adds a row's counts without durations and returns the number of its items. */
    long addCounts(LogsTable.Row row) {
        long items = row.whole("Items").orElse(0);
        if (items > 0) {
            count += items;
            failures += Math.min(items, Math.max(0, row.whole("Failures").orElse(0)));
        }
        return items;
    }

    void merge(Distribution other) {
        count += other.count;
        failures += other.failures;
        durations.merge(other.histogram());
    }

    long count() {
        return count;
    }

    long failures() {
        return failures;
    }

    ExponentialHistogram histogram() {
        return durations.build();
    }
}
