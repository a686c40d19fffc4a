package io.throughline.correlation.detect;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.changepoint.ChangePoint;
import io.throughline.correlation.evidence.Ids;
import java.time.Duration;
import java.util.Optional;

/**
 * Episodes of a signal whose scatter changed, not its level. Two witnesses must agree: the scatter's own baseline and a
 * change of scale in the course of the steps about the onset, which also dates it to a step.
 */
final class ScatterEpisodes {

    /** Smaller changes of a standard deviation do not matter. */
    private static final double LEAST_RATIO = 2;

    private final Signal signal;
    private final ScatterSignal scatter;
    private final Scan scan;
    private final double[] figures;

    /**
     * Makes the episodes of a signal.
     *
     * @param figures the signal's steps less what was expected
     * @param scan its scatter beside its baseline
     */
    ScatterEpisodes(Signal signal, double[] figures, ScatterSignal scatter, Scan scan) {
        this.signal = signal;
        this.figures = figures;
        this.scatter = scatter;
        this.scan = scan;
    }

    /** Returns the episode of an excursion of the scatter; empty if it is too small or the steps do not show it. */
    Optional<Episode> of(Excursion blocks) {
        Effect logarithms = scan.meter.measure(blocks).orElse(null);
        if (logarithms == null) {
            return Optional.empty();
        }
        Grid coarse = scatter.signal.grid;
        Excursion steps = Refinement.toSteps(blocks, coarse, signal.grid);
        Optional<ChangePoint> change = Courses.scatter(figures, steps, ScatterSignal.STEPS)
                .filter(found -> (found.effect() > 0) == (blocks.direction() == Direction.UP));
        double baseline = scatter.deviation(logarithms.baseline());
        double observed = scatter.deviation(logarithms.observed());
        double ratio = Math.max(scatter.least(), observed) / Math.max(scatter.least(), baseline);
        boolean far = blocks.direction() == Direction.UP ? ratio >= LEAST_RATIO : ratio <= 1 / LEAST_RATIO;
        if (!far || change.isEmpty() || Courses.level(figures, steps, 1).isPresent()) {
            return Optional.empty();
        }
        Excursion dated = Refinement.dated(steps, change.get());
        Grid grid = signal.grid;
        Effect effect = inUnits(logarithms, ratio, dated);
        return Optional.of(new Episode(
                Ids.of("episode", signal.key, "scatter", blocks.direction(), grid.timeAt(dated.onset())),
                signal.key,
                signal.signalClass,
                "scatter",
                EpisodeKind.VARIANCE,
                Duration.ofMillis(grid.step()),
                blocks.direction(),
                grid.instantAt(dated.onset()),
                new TimeWindow(grid.instantAt(dated.earliest()), grid.instantAt(dated.latest() + 1)),
                grid.instantAt(Refinement.within(dated, grid.indexOf(coarse.timeAt(scan.meter.peakOf(blocks))))),
                blocks.open() ? null : grid.instantAt(dated.end()),
                effect,
                EpisodeMaker.comparison(
                        scan.deviations.baselineAt(blocks.onset()),
                        signal,
                        coarse.step(),
                        dated.onset(),
                        dated.end())));
    }

    private Effect inUnits(Effect logarithms, double ratio, Excursion dated) {
        double unit = unit(dated);
        double baseline = scatter.deviation(logarithms.baseline());
        return new Effect(
                unit * baseline,
                unit * scatter.deviation(logarithms.lower()),
                unit * scatter.deviation(logarithms.upper()),
                unit * scatter.deviation(logarithms.observed()),
                unit * scatter.deviation(logarithms.peak()),
                unit * (scatter.deviation(logarithms.baseline() + logarithms.differenceLower()) - baseline),
                unit * (scatter.deviation(logarithms.baseline() + logarithms.differenceUpper()) - baseline),
                ratio,
                logarithms.deviations(),
                logarithms.pValue(),
                logarithms.qValue(),
                signal.present(dated.onset(), dated.end()),
                logarithms.baselineSupport() * ScatterSignal.STEPS,
                "scatter of each " + ScatterSignal.STEPS + " steps: " + logarithms.baselineMethod(),
                logarithms.pMethod() + ", of the logarithms of the scatter of each " + ScatterSignal.STEPS + " steps",
                null);
    }

    /** One for levels; for counts, whose scatter is that of twice their roots, what that is worth at their mean. */
    private double unit(Excursion dated) {
        if (signal.model != Model.COUNT) {
            return 1;
        }
        double sum = 0;
        int n = 0;
        for (int i = dated.onset(); i < dated.end(); i++) {
            if (signal.isPresent(i)) {
                sum += signal.values[i] * signal.weights()[i];
                n++;
            }
        }
        return n == 0 ? 1 : Math.sqrt(Math.max(1, sum / n));
    }
}
