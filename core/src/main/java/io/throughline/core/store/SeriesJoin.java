package io.throughline.core.store;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Joins the pieces of one series; of points at the same time the one of the earlier piece stays. */
final class SeriesJoin {

    private SeriesJoin() {}

    /** Joins pieces of one key, at least one, by descending priority. */
    static Series join(List<Series> pieces) {
        Series joined = pieces.get(0);
        for (Series piece : pieces.subList(1, pieces.size())) {
            joined = joined instanceof NumberSeries numbers
                    ? join(numbers, (NumberSeries) piece)
                    : join((HistogramSeries) joined, (HistogramSeries) piece);
        }
        return joined;
    }

    private static NumberSeries join(NumberSeries first, NumberSeries second) {
        int[] order = order(first, second);
        long[] times = new long[order.length];
        double[] values = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            NumberSeries from = order[i] >= 0 ? first : second;
            int index = order[i] >= 0 ? order[i] : -order[i] - 1;
            times[i] = from.timeAt(index);
            values[i] = from.valueAt(index);
        }
        return NumberSeries.owning(first.key(), step(first, second).orElse(null), times, values);
    }

    private static HistogramSeries join(HistogramSeries first, HistogramSeries second) {
        int[] order = order(first, second);
        long[] times = new long[order.length];
        List<ExponentialHistogram> histograms = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            HistogramSeries from = order[i] >= 0 ? first : second;
            int index = order[i] >= 0 ? order[i] : -order[i] - 1;
            times[i] = from.timeAt(index);
            histograms.add(from.histogramAt(index));
        }
        return HistogramSeries.of(first.key(), step(first, second).orElse(null), times, histograms);
    }

    /** Returns where the joined points come from, by time: {@code i} of the first, or {@code -i - 1} of the second. */
    private static int[] order(Series first, Series second) {
        int[] order = new int[first.size() + second.size()];
        int n = 0;
        int a = 0;
        int b = 0;
        while (a < first.size() || b < second.size()) {
            if (b == second.size() || (a < first.size() && first.timeAt(a) <= second.timeAt(b))) {
                if (b < second.size() && first.timeAt(a) == second.timeAt(b)) {
                    b++;
                }
                order[n++] = a++;
            } else {
                order[n++] = -b++ - 1;
            }
        }
        return Arrays.copyOf(order, n);
    }

    private static Optional<Duration> step(Series first, Series second) {
        // An empty piece has no points that its step could speak of.
        if (first.size() == 0) {
            return second.step();
        }
        return second.size() == 0 || first.step().equals(second.step()) ? first.step() : Optional.empty();
    }
}
