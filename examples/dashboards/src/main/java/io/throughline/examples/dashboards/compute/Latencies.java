package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations of several series merged in the steps of an axis; any percentile is derived afterwards. */
final class Latencies {

    private final Axis axis;
    private final List<ExponentialHistogram> steps;

    private Latencies(Axis axis, List<ExponentialHistogram> steps) {
        this.axis = axis;
        this.steps = steps;
    }

    static Latencies of(Axis axis, List<HistogramSeries> series) {
        ExponentialHistogram.Builder[] builders = new ExponentialHistogram.Builder[axis.size()];
        for (HistogramSeries one : series) {
            for (int i = 0; i < one.size(); i++) {
                int step = axis.indexOf(one.timeAt(i));
                if (step >= 0) {
                    if (builders[step] == null) {
                        builders[step] = ExponentialHistogram.builder();
                    }
                    builders[step].merge(one.histogramAt(i));
                }
            }
        }
        List<ExponentialHistogram> steps = new ArrayList<>(axis.size());
        for (ExponentialHistogram.Builder builder : builders) {
            steps.add(builder == null ? ExponentialHistogram.empty() : builder.build());
        }
        return new Latencies(axis, steps);
    }

    /** Returns a percentile of each step, seconds; null where there were no requests. */
    List<@Nullable Double> quantiles(double share) {
        List<@Nullable Double> values = new ArrayList<>(steps.size());
        for (ExponentialHistogram step : steps) {
            values.add(step.isEmpty() ? null : Digits.drawn(step.quantile(share)));
        }
        return values;
    }

    /** Returns everything in the steps that begin in a window. */
    ExponentialHistogram merged(TimeWindow window) {
        ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
        for (int i = 0; i < steps.size(); i++) {
            if (window.contains(Instant.ofEpochMilli(axis.timeAt(i)))) {
                builder.merge(steps.get(i));
            }
        }
        return builder.build();
    }
}
