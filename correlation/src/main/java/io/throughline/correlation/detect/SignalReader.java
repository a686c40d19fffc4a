package io.throughline.correlation.detect;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lays the series of a window on regular grids. Counts and histograms that differ only in version or instance, and a
 * query's durations that differ only in plan, become one signal: a release must not look like the end of one series and
 * the beginning of another.
 */
final class SignalReader {

    private static final Set<String> SUMMED_OVER =
            Set.of(AttributeKeys.SERVICE_VERSION, AttributeKeys.SERVICE_INSTANCE_ID, AttributeKeys.PLAN_HASH);

    private final TelemetryWindow window;
    private final Coverage coverage;
    private final TreeMap<SeriesKey, List<Series>> groups = new TreeMap<>();
    private final List<SeriesKey> keys;

    SignalReader(TelemetryWindow window) {
        this.window = window;
        this.coverage = new Coverage(window);
        for (Series series : window.series()) {
            if (series.step().isPresent() && series.size() > 0) {
                groups.computeIfAbsent(common(series.key()), key -> new ArrayList<>())
                        .add(series);
            }
        }
        this.keys = List.copyOf(groups.keySet());
    }

    /** Returns how many signals there are. */
    int size() {
        return keys.size();
    }

    /** Returns a signal, by ascending key. May be called by several threads at once. */
    Signal read(int index) {
        SeriesKey key = keys.get(index);
        return read(key, Objects.requireNonNull(groups.get(key)), groups);
    }

    private Signal read(SeriesKey key, List<Series> members, Map<SeriesKey, List<Series>> groups) {
        SignalClass signalClass = SignalClasses.of(key);
        // Members of one group come from one source with one step; should they differ, the coarsest holds for all.
        long step = members.stream()
                .mapToLong(series -> series.step().orElse(Duration.ZERO).toMillis())
                .max()
                .orElseThrow();
        Grid grid = Grid.over(window.span(), step);
        if (key.kind() == SeriesKind.HISTOGRAM) {
            return histograms(new Signal(key, signalClass, Model.DISTRIBUTION, "p95", grid), members);
        }
        List<Series> attempts = key.kind() == SeriesKind.DELTA ? attempts(key, groups) : List.of();
        if (!attempts.isEmpty()) {
            return share(new Signal(key, signalClass, Model.SHARE, "share", grid), members, attempts);
        }
        if (key.kind() == SeriesKind.DELTA && !isMoney(key)) {
            Signal signal = new Signal(key, signalClass, Model.COUNT, "per step", grid);
            add(signal, signal.values, members);
            dropPartialStep(signal);
            coverage.fillZeros(signal);
            return signal;
        }
        return level(key, signalClass, grid, members, groups);
    }

    private Signal level(
            SeriesKey key,
            SignalClass signalClass,
            Grid grid,
            List<Series> members,
            Map<SeriesKey, List<Series>> groups) {
        boolean utilization =
                signalClass == SignalClass.SATURATION && key.unit().equals(Unit.ONE);
        Signal signal = new Signal(key, signalClass, utilization ? Model.UTILIZATION : Model.LEVEL, "value", grid);
        double[] weights = new double[grid.size()];
        for (Series series : members) {
            NumberSeries numbers = (NumberSeries) series;
            NumberSeries counts =
                    key.metric().equals(Metrics.QUERY_DURATION_MEAN) ? countsOf(numbers.key(), groups) : null;
            for (int i = 0; i < numbers.size(); i++) {
                int at = grid.indexOf(numbers.timeAt(i));
                double weight = counts == null ? 1 : valueAt(counts, numbers.timeAt(i));
                if (at < 0 || at >= grid.size() || weight <= 0) {
                    continue;
                }
                double value = numbers.valueAt(i);
                if (weights[at] == 0) {
                    signal.values[at] = value;
                } else if (key.kind() == SeriesKind.MAXIMUM) {
                    signal.values[at] = Math.max(signal.values[at], value);
                } else {
                    double sum = signal.values[at] * weights[at] + value * weight;
                    signal.values[at] = sum / (weights[at] + weight);
                }
                weights[at] += weight;
                signal.totals[at] = 1;
            }
        }
        return signal;
    }

    private Signal share(Signal signal, List<Series> failures, List<Series> attempts) {
        add(signal, signal.totals, attempts);
        add(signal, signal.values, failures);
        for (int i = 0; i < signal.grid.size(); i++) {
            if (!(signal.totals[i] > 0)) {
                signal.totals[i] = Double.NaN;
                signal.values[i] = Double.NaN;
            } else if (Double.isNaN(signal.values[i])) {
                signal.values[i] = 0;
            } else {
                signal.values[i] = Math.min(signal.values[i], signal.totals[i]);
            }
        }
        return signal;
    }

    private Signal histograms(Signal signal, List<Series> members) {
        ExponentialHistogram[] merged = signal.histograms;
        for (Series series : members) {
            HistogramSeries histograms = (HistogramSeries) series;
            for (int i = 0; merged != null && i < histograms.size(); i++) {
                int at = signal.grid.indexOf(histograms.timeAt(i));
                ExponentialHistogram histogram = histograms.histogramAt(i);
                if (at >= 0 && at < signal.grid.size() && !histogram.isEmpty()) {
                    merged[at] = merged[at] == null ? histogram : merged[at].merge(histogram);
                    signal.totals[at] = merged[at].count();
                }
            }
        }
        signal.figures();
        return signal;
    }

    private static void add(Signal signal, double[] sums, List<Series> members) {
        for (Series series : members) {
            NumberSeries numbers = (NumberSeries) series;
            for (int i = 0; i < numbers.size(); i++) {
                int at = signal.grid.indexOf(numbers.timeAt(i));
                if (at >= 0 && at < signal.grid.size()) {
                    sums[at] = (Double.isNaN(sums[at]) ? 0 : sums[at]) + numbers.valueAt(i);
                }
            }
        }
    }

    /** A count over part of a step says nothing about a whole one. */
    private void dropPartialStep(Signal signal) {
        int last = signal.grid.size() - 1;
        if (signal.grid.timeAt(last) + signal.grid.step() > window.span().to().toEpochMilli()) {
            signal.values[last] = Double.NaN;
        }
    }

    private static List<Series> attempts(SeriesKey failures, Map<SeriesKey, List<Series>> groups) {
        String metric = switch (failures.metric()) {
            case Metrics.REQUEST_FAILURES -> Metrics.REQUEST_COUNT;
            case Metrics.DEPENDENCY_FAILURES -> Metrics.DEPENDENCY_COUNT;
            default -> "";
        };
        return metric.isEmpty() ? List.of() : groups.getOrDefault(sibling(failures, metric), List.of());
    }

    private static @Nullable NumberSeries countsOf(SeriesKey mean, Map<SeriesKey, List<Series>> groups) {
        SeriesKey counts = new SeriesKey(
                mean.entity(), Metrics.QUERY_COUNT, Unit.counting("query"), SeriesKind.DELTA, mean.attributes());
        for (Series series : groups.getOrDefault(common(counts), List.of())) {
            if (series.key().attributes().equals(mean.attributes())) {
                return (NumberSeries) series;
            }
        }
        return null;
    }

    private static double valueAt(NumberSeries series, long time) {
        int low = 0;
        int high = series.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = series.timeAt(middle);
            if (at == time) {
                return series.valueAt(middle);
            } else if (at < time) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    private static SeriesKey sibling(SeriesKey key, String metric) {
        return new SeriesKey(key.entity(), metric, Unit.REQUESTS, SeriesKind.DELTA, key.attributes());
    }

    /** Returns the key without the dimensions that are looked at together. */
    private static SeriesKey common(SeriesKey key) {
        boolean additive = key.kind() == SeriesKind.DELTA
                || key.kind() == SeriesKind.HISTOGRAM
                || key.metric().equals(Metrics.QUERY_DURATION_MEAN);
        if (!additive) {
            return key;
        }
        Attributes.Builder kept = Attributes.builder();
        boolean errors = key.metric().equals(Metrics.ERROR_COUNT);
        key.attributes().forEach((name, value) -> {
            boolean keep = errors ? name.equals(AttributeKeys.DEPLOYMENT_ENVIRONMENT) : !SUMMED_OVER.contains(name);
            if (keep) {
                kept.putAll(Attributes.copyOf(Map.of(name, value)));
            }
        });
        return new SeriesKey(key.entity(), key.metric(), key.unit(), key.kind(), kept.build());
    }

    private static boolean isMoney(SeriesKey key) {
        return key.unit().code().startsWith("money:");
    }
}
