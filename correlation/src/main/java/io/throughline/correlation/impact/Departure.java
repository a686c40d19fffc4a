package io.throughline.correlation.impact;

import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.statistics.Medians;
import java.time.Instant;
import java.util.Arrays;

/**
 * The stretch after a change in which a metric was furthest from its counterfactual: the segment with the largest sum of
 * deviations beyond an allowance (Page, Continuous inspection schemes, Biometrika 1954, made two-sided). Its onset is the
 * most likely one for a shift of the segment's own size.
 */
final class Departure {

    /** Deviations of a step that are no departure, as in a CUSUM tuned to shifts of twice that. */
    private static final double ALLOWANCE = 1.0;

    /** Largest deviation of a step that counts, so that one wild step does not outweigh an hour. */
    private static final double LARGEST = 8.0;

    /** Logarithm of fifteen. */
    private static final double TOLERANCE = 2.708;

    /** Steps before the change on whose level the counterfactual stands. */
    private static final int LEVEL_STEPS = 60;

    private static final double BAND_99 = 2.5758293035489;

    private final Course course;
    private final double[] expected;
    private final double spread;
    private final Direction direction;
    private final int from;
    private final int to;

    Departure(Course course, double[] rhythm) {
        this.course = course;
        int change = course.change();
        double[] rest = new double[course.size()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = course.values()[i] - rhythm[i];
        }
        double level = Medians.median(Arrays.copyOfRange(rest, Math.max(0, change - LEVEL_STEPS), change));
        double[] trailing = Residuals.trailingMedian(rest, LEVEL_STEPS);
        double[] quiet = new double[change];
        for (int i = 0; i < change; i++) {
            quiet[i] = rest[i] - trailing[i];
        }
        spread = Spread.overall(quiet, change);
        expected = new double[course.horizon()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = rhythm[change + i] + (Double.isNaN(level) ? 0 : level);
        }
        int[] up = largest(1);
        int[] down = largest(-1);
        boolean isUp = sum(1, up[0], up[1]) >= sum(-1, down[0], down[1]);
        direction = isUp ? Direction.UP : Direction.DOWN;
        from = isUp ? up[0] : down[0];
        to = isUp ? up[1] : down[1];
    }

    /** The deviation of a step to one side, 0 if it has no value. */
    private double deviation(int sign, int i) {
        double away = sign * (course.values()[course.change() + i] - expected[i]);
        if (Double.isNaN(away)) {
            return 0;
        }
        double deviations = spread > 0 ? away / spread : away > 0 ? LARGEST : away < 0 ? -LARGEST : 0;
        return Math.max(-LARGEST, Math.min(LARGEST, deviations));
    }

    private double sum(int sign, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += deviation(sign, i) - ALLOWANCE;
        }
        return sum;
    }

    /** Returns bounds of the segment with the largest sum (Bentley, Programming Pearls, 1984); at least one step long. */
    private int[] largest(int sign) {
        double best = Double.NEGATIVE_INFINITY;
        double running = 0;
        int start = 0;
        int[] bounds = {0, 1};
        for (int i = 0; i < expected.length; i++) {
            if (running <= 0) {
                running = 0;
                start = i;
            }
            running += deviation(sign, i) - ALLOWANCE;
            if (running > best) {
                best = running;
                bounds[0] = start;
                bounds[1] = i + 1;
            }
        }
        return bounds;
    }

    Direction direction() {
        return direction;
    }

    /**
     * Returns the most likely start of a shift of the departure's median size, and the starts that are at least a fifteenth
     * as likely (Royall, Statistical Evidence, 1997, section 1.12), for independent normal steps.
     */
    Onset onset() {
        int sign = direction == Direction.UP ? 1 : -1;
        double[] sizes = new double[to - from];
        for (int i = from; i < to; i++) {
            sizes[i - from] = deviation(sign, i);
        }
        double half = Math.max(ALLOWANCE, Medians.median(sizes)) / 2;
        double[] logLikelihoods = new double[to];
        double sum = 0;
        int best = to - 1;
        for (int i = to - 1; i >= 0; i--) {
            sum += 2 * half * (deviation(sign, i) - half);
            logLikelihoods[i] = sum;
            best = sum >= logLikelihoods[best] ? i : best;
        }
        int earliest = best;
        int latest = best;
        for (int i = 0; i < to; i++) {
            if (logLikelihoods[i] >= logLikelihoods[best] - TOLERANCE) {
                earliest = Math.min(earliest, i);
                latest = Math.max(latest, i);
            }
        }
        return new Onset(time(best), time(earliest), time(latest));
    }

    private Instant time(int index) {
        return Instant.ofEpochMilli(course.timeOf(course.change() + index));
    }

    /** Returns the counterfactual over the departure, or over the whole observation. */
    Counterfactual counterfactual(boolean whole) {
        int start = whole ? 0 : from;
        int end = whole ? expected.length : to;
        double[] seen = new double[end - start];
        double[] meant = new double[end - start];
        for (int i = start; i < end; i++) {
            double value = course.values()[course.change() + i];
            seen[i - start] = Double.isNaN(expected[i]) ? Double.NaN : value;
            meant[i - start] = Double.isNaN(value) ? Double.NaN : expected[i];
        }
        double middle = Medians.median(meant);
        return new Counterfactual(middle, middle - BAND_99 * spread, middle + BAND_99 * spread, Medians.median(seen));
    }

    /** Returns an effect in robust standard deviations of one step. */
    double deviations(double effect) {
        return spread > 0 ? effect / spread : 0;
    }
}
