package io.throughline.correlation.rule;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The times that a series was on one side of a threshold for long enough. */
final class LevelRuns {

    private final Condition.Level condition;
    private final Series series;
    private final long step;
    private final List<Sighting> found = new ArrayList<>();
    private boolean within;
    private boolean met;
    private long first;
    private long metAt;
    private long last;

    private LevelRuns(Condition.Level condition, Series series) {
        this.condition = condition;
        this.series = series;
        this.step = series.step().map(Duration::toMillis).orElse(0L);
    }

    /** Returns them; a step that ends after {@code until} is not looked at. */
    static List<Sighting> of(Condition.Level condition, Series series, Instant until) {
        return new LevelRuns(condition, series).read(until.toEpochMilli());
    }

    private List<Sighting> read(long until) {
        for (int i = 0; i < series.size() && series.timeAt(i) + step <= until; i++) {
            long time = series.timeAt(i);
            if (within && step > 0 && time != last + step) {
                close(last + step);
            }
            if (isBeyond(i)) {
                extend(time);
            } else if (within) {
                close(time);
            }
            last = time;
        }
        if (within && met) {
            // A series that fell silent is not known to be over, nor to go on: it is told as far as it is known.
            boolean current = step == 0 || last + 2 * step > until;
            add(current ? Long.MIN_VALUE : last + step);
        }
        return found;
    }

    private void extend(long time) {
        if (!within) {
            within = true;
            met = false;
            first = time;
        }
        if (!met && time + step - first >= condition.holds().toMillis()) {
            met = true;
            metAt = time + step;
        }
    }

    private void close(long end) {
        if (met) {
            add(end);
        }
        within = false;
        met = false;
    }

    private void add(long end) {
        Instant from = Instant.ofEpochMilli(first);
        found.add(new Sighting(
                Ids.of("level", series.key(), condition.side(), condition.threshold(), from),
                series.key().entity(),
                from,
                from.plusMillis(step),
                Instant.ofEpochMilli(metAt),
                end == Long.MIN_VALUE ? null : Instant.ofEpochMilli(end),
                series.key().metric() + (condition.side() == Direction.UP ? " above " : " below ")
                        + Figures.canonical(condition.threshold()) + " "
                        + series.key().unit()));
    }

    private boolean isBeyond(int index) {
        double value;
        if (series instanceof NumberSeries numbers) {
            value = numbers.valueAt(index);
        } else {
            ExponentialHistogram histogram = ((HistogramSeries) series).histogramAt(index);
            if (histogram.isEmpty()) {
                return false;
            }
            value = histogram.quantile(condition.quantile());
        }
        return condition.side() == Direction.UP ? value > condition.threshold() : value < condition.threshold();
    }
}
