package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Levels (utilization, means) in the steps of an axis. */
final class Levels {

    private final Axis axis;
    private final double[] sums;
    private final double[] weights;

    private Levels(Axis axis) {
        this.axis = axis;
        this.sums = new double[axis.size()];
        this.weights = new double[axis.size()];
    }

    /** Returns the mean level of one series in each step, the highest for maxima; null where nothing is known. */
    static List<@Nullable Double> of(Axis axis, NumberSeries series) {
        return of(axis, List.of(series), List.of());
    }

    /**
     * Returns the mean level of several series in each step; null where nothing is known.
     *
     * @param counts how often each was measured in each step, told by the same dimensions; where there are counts, a
     *     level without any weighs nothing
     */
    static List<@Nullable Double> of(Axis axis, List<NumberSeries> series, List<NumberSeries> counts) {
        Map<Attributes, Map<Long, Double>> weights = new TreeMap<>();
        for (NumberSeries count : counts) {
            Map<Long, Double> byTime = weights.computeIfAbsent(count.key().attributes(), key -> new HashMap<>());
            for (int i = 0; i < count.size(); i++) {
                byTime.put(count.timeAt(i), count.valueAt(i));
            }
        }
        Levels levels = new Levels(axis);
        for (NumberSeries one : series) {
            levels.add(
                    one,
                    counts.isEmpty() ? null : weights.getOrDefault(one.key().attributes(), Map.of()));
        }
        return levels.means();
    }

    private void add(NumberSeries series, @Nullable Map<Long, Double> byTime) {
        boolean maximum = series.key().kind() == SeriesKind.MAXIMUM;
        long width = Math.max(1, series.step().map(Duration::toMillis).orElse(axis.step()));
        for (int i = 0; i < series.size(); i++) {
            double weight = byTime == null ? 1 : byTime.getOrDefault(series.timeAt(i), 0.0);
            // A point speaks of its whole step, which may be wider than one of the axis.
            for (long at = series.timeAt(i); at < series.timeAt(i) + width; at += axis.step()) {
                add(axis.indexOf(at), series.valueAt(i), weight, maximum);
            }
        }
    }

    private void add(int step, double value, double weight, boolean maximum) {
        if (step < 0 || weight <= 0) {
            return;
        }
        if (maximum) {
            sums[step] = weights[step] == 0 ? value : Math.max(sums[step], value);
            weights[step] = 1;
        } else {
            sums[step] += value * weight;
            weights[step] += weight;
        }
    }

    private List<@Nullable Double> means() {
        List<@Nullable Double> means = new ArrayList<>(axis.size());
        for (int i = 0; i < axis.size(); i++) {
            means.add(weights[i] == 0 ? null : Digits.drawn(sums[i] / weights[i]));
        }
        return means;
    }
}
