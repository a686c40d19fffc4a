package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsTable;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

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
        durations(row, items);
    }

    /** Adds the durations of a row that does not tell failures. */
    void durations(LogsTable.Row row, long items) {
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

    /** Returns distributions by time as a series. */
    static HistogramSeries series(SeriesKey key, Duration step, SortedMap<Long, Distribution> steps) {
        List<Long> times = new ArrayList<>(steps.size());
        List<ExponentialHistogram> histograms = new ArrayList<>(steps.size());
        steps.forEach((time, distribution) -> {
            ExponentialHistogram histogram = distribution.histogram();
            // A step whose items carry no duration has a count, but nothing to show of durations.
            if (!histogram.isEmpty()) {
                times.add(time);
                histograms.add(histogram);
            }
        });
        return HistogramSeries.of(
                key, step, times.stream().mapToLong(Long::longValue).toArray(), histograms);
    }
}
