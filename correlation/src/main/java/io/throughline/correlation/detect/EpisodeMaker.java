package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.evidence.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes episodes of excursions. */
final class EpisodeMaker {

    private static final Duration WEEK = Duration.ofDays(7);

    private EpisodeMaker() {}

    /** Returns the episode of a signal's own figure. */
    static Episode of(Scan scan, Excursion excursion, EpisodeKind kind, Effect effect) {
        Signal signal = scan.deviations.signal;
        Grid grid = signal.grid;
        Comparison comparison = comparison(
                scan.deviations.baselineAt(excursion.onset()), signal, grid.step(), excursion.onset(), excursion.end());
        return new Episode(
                Ids.of("episode", signal.key, excursion.direction(), grid.timeAt(excursion.onset())),
                signal.key,
                signal.signalClass,
                signal.measure,
                kind,
                Duration.ofMillis(grid.step()),
                excursion.direction(),
                grid.instantAt(excursion.onset()),
                new TimeWindow(grid.instantAt(excursion.earliest()), grid.instantAt(excursion.latest() + 1)),
                grid.instantAt(scan.meter.peakOf(excursion)),
                excursion.open() ? null : grid.instantAt(excursion.end()),
                signal.model == Model.DISTRIBUTION ? shifted(effect, signal, comparison, excursion) : effect,
                comparison);
    }

    /** The usual distribution is that of the last week that the baseline was made of. */
    private static Effect shifted(Effect effect, Signal signal, Comparison comparison, Excursion excursion) {
        Grid grid = signal.grid;
        Instant from = comparison.historySpan().to().minus(WEEK);
        ExponentialHistogram.Builder usual = ExponentialHistogram.builder();
        for (TimeWindow window : comparison.history()) {
            Instant start = window.from().isBefore(from) ? from : window.from();
            usual.merge(signal.merged(Math.max(0, grid.indexOf(start)), grid.indexOf(window.to())));
        }
        ExponentialHistogram history = usual.build();
        ExponentialHistogram seen = signal.merged(excursion.onset(), excursion.end());
        return history.isEmpty() || seen.isEmpty()
                ? effect
                : effect.withShift(DistributionFunction.of(seen).shiftFrom(DistributionFunction.of(history)));
    }

    /**
     * Returns what was compared.
     *
     * @param signal whose steps with data are counted, which may be finer than those of the baseline
     * @param resolution milliseconds of the steps that were compared
     */
    static Comparison comparison(Baseline baseline, Signal signal, long resolution, int onset, int end) {
        History history = baseline.history();
        List<TimeWindow> windows = new ArrayList<>();
        int steps = 0;
        for (int from = history.from; from < history.to; ) {
            int to = from;
            while (to < history.to && history.has(to)) {
                to++;
            }
            if (to > from) {
                windows.add(new TimeWindow(history.grid.instantAt(from), history.grid.instantAt(to)));
                steps += signal.present(
                        Math.max(0, signal.grid.indexOf(history.grid.timeAt(from))),
                        signal.grid.indexOf(history.grid.timeAt(to)));
            }
            from = to + 1;
        }
        Grid grid = signal.grid;
        return new Comparison(
                windows,
                steps,
                new TimeWindow(grid.instantAt(onset), grid.instantAt(end)),
                signal.present(onset, end),
                Duration.ofMillis(resolution));
    }
}
