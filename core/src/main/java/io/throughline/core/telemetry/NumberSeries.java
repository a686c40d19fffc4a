package io.throughline.core.telemetry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A series of finite numbers. Immutable: arrays are copied in and out. */
public final class NumberSeries implements Series {

    private final SeriesKey key;
    private final @Nullable Duration step;
    private final Times times;
    private final double[] values;

    private NumberSeries(SeriesKey key, @Nullable Duration step, Times times, double[] values) {
        this.key = key;
        this.step = step;
        this.times = times;
        this.values = values;
    }

    /**
     * Makes a series of a fixed step, or of none if {@code step} is null.
     *
     * @param times epoch milliseconds, strictly ascending; copied
     * @param values finite numbers, as many as times; copied
     * @throws IllegalArgumentException if lengths differ, times do not ascend, a value is not finite or the step is below a
     *     millisecond
     */
    public static NumberSeries of(SeriesKey key, @Nullable Duration step, long[] times, double[] values) {
        return owning(key, step, times.clone(), values.clone());
    }

    /** As {@link #of}, but may keep the arrays: the caller must not write them afterwards. For bulk readers. */
    public static NumberSeries owning(SeriesKey key, @Nullable Duration step, long[] times, double[] values) {
        Objects.requireNonNull(key, "key");
        if (key.kind() == SeriesKind.HISTOGRAM) {
            throw new IllegalArgumentException("a number series cannot have kind HISTOGRAM: " + key);
        }
        if (times.length != values.length) {
            throw new IllegalArgumentException(
                    key + " has " + times.length + " times but " + values.length + " values");
        }
        Columns.requireStep(key, step);
        Columns.requireAscending(key, times);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value of " + key + " at " + times[i]
                        + " is not finite; leave the point out instead: " + values[i]);
            }
        }
        return new NumberSeries(key, step, Times.owning(times), values);
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

    /** Returns the value of the point at {@code index}, in the key's unit. */
    public double valueAt(int index) {
        return values[index];
    }

    /** Returns a copy of the times, epoch milliseconds. */
    public long[] times() {
        return times.toArray();
    }

    /** Returns a copy of the values. */
    public double[] values() {
        return values.clone();
    }

    @Override
    public NumberSeries slice(TimeWindow window) {
        int from = times.lowerBound(Columns.ceilMillis(window.from()));
        int to = times.lowerBound(Columns.ceilMillis(window.to()));
        return from == 0 && to == times.size()
                ? this
                : new NumberSeries(key, step, times.range(from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NumberSeries that
                && key.equals(that.key)
                && Objects.equals(step, that.step)
                && times.equals(that.times)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, step, times, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return key + " (" + times.size() + " points)";
    }
}
