package io.throughline.core.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A series of mergeable histograms, one for each step. Immutable. */
public final class HistogramSeries implements Series {

    private final SeriesKey key;
    private final @Nullable Duration step;
    private final Times times;
    private final HistogramColumn histograms;

    private HistogramSeries(SeriesKey key, @Nullable Duration step, Times times, HistogramColumn histograms) {
        this.key = key;
        this.step = step;
        this.times = times;
        this.histograms = histograms;
    }

    /**
     * Makes a series of histograms.
     *
     * @param times epoch milliseconds, strictly ascending; copied
     * @param histograms as many as times; copied
     * @throws IllegalArgumentException if lengths differ, times do not ascend, the step is below a millisecond, or the key's
     *     kind is not {@link SeriesKind#HISTOGRAM}
     */
    public static HistogramSeries of(
            SeriesKey key, @Nullable Duration step, long[] times, List<ExponentialHistogram> histograms) {
        Objects.requireNonNull(key, "key");
        if (key.kind() != SeriesKind.HISTOGRAM) {
            throw new IllegalArgumentException("a histogram series must have kind HISTOGRAM: " + key);
        }
        if (times.length != histograms.size()) {
            throw new IllegalArgumentException(
                    key + " has " + times.length + " times but " + histograms.size() + " histograms");
        }
        Columns.requireStep(key, step);
        Columns.requireAscending(key, times);
        return new HistogramSeries(key, step, Times.owning(times.clone()), HistogramColumn.of(histograms));
    }

    @Override
    public SeriesKey key() {
        return key;
    }

    @Override
    public Optional<Duration> step() {
        return Optional.ofNullable(step);
    }

    @Override
    public int size() {
        return times.size();
    }

    @Override
    public long timeAt(int index) {
        return times.at(index);
    }

    /** Returns the histogram of the step at {@code index}. */
    public ExponentialHistogram histogramAt(int index) {
        return histograms.at(index);
    }

    /** Returns the merged histogram of all steps in {@code window}; empty if there are none. */
    public ExponentialHistogram merged(TimeWindow window) {
        int from = times.lowerBound(Columns.ceilMillis(window.from()));
        int to = times.lowerBound(Columns.ceilMillis(window.to()));
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = from; i < to; i++) {
            builder.merge(histograms.at(i));
        }
        return builder.build();
    }

    @Override
    public HistogramSeries slice(TimeWindow window) {
        int from = times.lowerBound(Columns.ceilMillis(window.from()));
        int to = times.lowerBound(Columns.ceilMillis(window.to()));
        return from == 0 && to == times.size()
                ? this
                : new HistogramSeries(key, step, times.range(from, to), histograms.range(from, to));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistogramSeries that
                && key.equals(that.key)
                && Objects.equals(step, that.step)
                && times.equals(that.times)
                && histograms.equals(that.histograms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, step, times, histograms);
    }

    @Override
    public String toString() {
        return key + " (" + times.size() + " histograms)";
    }
}
