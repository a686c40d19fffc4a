package io.throughline.correlation.detect;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.detect.DistributionShift.QuantileShift;
import io.throughline.correlation.evidence.Ids;
import io.throughline.correlation.statistics.Medians;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Episodes of histograms whose shape changed while their median and tail stayed. */
final class ShapeEpisodes {

    /** Fewer values that moved do not matter. */
    private static final double LEAST_MOVED = 0.1;

    private final DetectionConfig config;
    private final Signal signal;
    private final ShapeSignal shape;
    private final Scan scan;

    /** @param scan the shape beside its baseline */
    ShapeEpisodes(DetectionConfig config, Signal signal, ShapeSignal shape, Scan scan) {
        this.config = config;
        this.signal = signal;
        this.shape = shape;
        this.scan = scan;
    }

    /** Returns the episode of an excursion of the shape; empty if too few values moved or not far enough. */
    Optional<Episode> of(Excursion blocks) {
        Effect distances = scan.meter.measure(blocks).orElse(null);
        if (distances == null) {
            return Optional.empty();
        }
        Grid grid = signal.grid;
        Excursion steps = Refinement.toSteps(blocks, shape.signal.grid, grid);
        DistributionFunction usual = shape.usualAt(blocks.onset());
        DistributionFunction seen = shape.over(steps.onset(), steps.end());
        DistributionShift shift =
                signal.signalClass == SignalClass.LATENCY ? seen.shiftFrom(usual, true) : seen.shiftFrom(usual);
        QuantileShift farthest = farthest(shift);
        if (farthest == null || shift.moved() < LEAST_MOVED) {
            return Optional.empty();
        }
        Excursion dated = Courses.level(above(shift.past()), steps, (int) (shape.signal.grid.step() / grid.step()))
                .map(change -> Refinement.dated(steps, change))
                .orElse(steps);
        Direction direction = shift.upwards() ? Direction.UP : Direction.DOWN;
        return Optional.of(new Episode(
                Ids.of("episode", signal.key, "shape", direction, grid.timeAt(dated.onset())),
                signal.key,
                signal.signalClass,
                "p" + Math.round(100 * farthest.share()),
                EpisodeKind.SHAPE,
                Duration.ofMillis(grid.step()),
                direction,
                grid.instantAt(dated.onset()),
                new TimeWindow(grid.instantAt(dated.earliest()), grid.instantAt(dated.latest() + 1)),
                grid.instantAt(
                        Refinement.within(dated, grid.indexOf(shape.signal.grid.timeAt(scan.meter.peakOf(blocks))))),
                blocks.open() ? null : grid.instantAt(dated.end()),
                effect(distances, shift, farthest, blocks, dated),
                EpisodeMaker.comparison(
                        scan.deviations.baselineAt(blocks.onset()),
                        signal,
                        shape.signal.grid.step(),
                        dated.onset(),
                        dated.end())));
    }

    private Effect effect(
            Effect distances, DistributionShift shift, QuantileShift farthest, Excursion blocks, Excursion dated) {
        double[] logarithms = shape.quantiles(blocks.onset(), farthest.share());
        double spread = Medians.deviation(logarithms, Medians.median(logarithms));
        double width = StrictMath.exp(Yardstick.Band.WIDTH * Math.max(0.02, spread));
        ExponentialHistogram merged = signal.merged(dated.onset(), dated.end());
        double half = Interval.NORMAL_95
                * Math.sqrt(farthest.share() * (1 - farthest.share()) / Math.max(1, Samples.effective(merged)));
        double error = farthest.baseline() * spread / Math.sqrt(Math.max(1, logarithms.length));
        Interval seen = new Interval(
                Math.min(farthest.observed(), merged.quantile(Math.max(0, farthest.share() - half))),
                Math.max(farthest.observed(), merged.quantile(Math.min(1, farthest.share() + half))));
        Interval difference = Interval.ofDifference(
                farthest.observed(), seen, farthest.baseline(), Interval.about(farthest.baseline(), error));
        return new Effect(
                farthest.baseline(),
                farthest.baseline() / width,
                farthest.baseline() * width,
                farthest.observed(),
                peak(farthest, blocks, shift.upwards()),
                difference.lower(),
                difference.upper(),
                farthest.observed() / farthest.baseline(),
                distances.deviations(),
                distances.pValue(),
                distances.qValue(),
                signal.present(dated.onset(), dated.end()),
                distances.baselineSupport() * (int) (shape.signal.grid.step() / signal.grid.step()),
                "median of the distribution functions of " + logarithms.length + " blocks of the last week",
                distances.pMethod() + ", of Anderson and Darling's statistic against that of earlier blocks",
                shift);
    }

    /** Returns the quantile in the block that it was farthest in. */
    private double peak(QuantileShift farthest, Excursion blocks, boolean upwards) {
        double peak = farthest.observed();
        Grid coarse = shape.signal.grid;
        for (int block = blocks.onset(); block < blocks.end(); block++) {
            int from = Math.max(0, signal.grid.indexOf(coarse.timeAt(block)));
            ExponentialHistogram merged = signal.merged(from, signal.grid.indexOf(coarse.timeAt(block + 1)));
            if (!merged.isEmpty()) {
                double here = merged.quantile(farthest.share());
                peak = upwards ? Math.max(peak, here) : Math.min(peak, here);
            }
        }
        return peak;
    }

    /** Returns the quantile that moved farthest to the side of the shift, by its ratio; null if none did by enough. */
    private @Nullable QuantileShift farthest(DistributionShift shift) {
        QuantileShift best = null;
        double most = config.minRatio();
        for (QuantileShift quantile : shift.quantiles()) {
            double low = shift.upwards() ? quantile.baseline() : quantile.observed();
            double high = shift.upwards() ? quantile.observed() : quantile.baseline();
            boolean far = signal.signalClass != SignalClass.LATENCY || high - low >= config.minExtraSeconds();
            if (far && low > 0 && high / low >= most) {
                most = high / low;
                best = quantile;
            }
        }
        return best;
    }

    /** Returns the share of values above a bound at each step. */
    private double[] above(double bound) {
        double[] above = new double[signal.grid.size()];
        ExponentialHistogram[] steps = signal.histograms;
        for (int i = 0; i < above.length; i++) {
            ExponentialHistogram step = steps == null ? null : steps[i];
            above[i] = step == null ? Double.NaN : step.countAbove(bound) / (double) step.count();
        }
        return above;
    }
}
