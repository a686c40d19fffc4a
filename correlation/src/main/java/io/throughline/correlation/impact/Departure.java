package io.throughline.correlation.impact;

import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.statistics.Medians;
import java.time.Instant;
import java.util.Arrays;

/**
 * The stretch after a change in which a metric was furthest from its counterfactual: the segment with the largest sum of
 * deviations beyond an allowance (Page, Continuous inspection schemes, Biometrika 1954, made two-sided and read backwards
 * for the onset).
 */
final class Departure {

    /** Deviations of a step that are no departure, as in a CUSUM tuned to shifts of twice that. */
    private static final double ALLOWANCE = 1.0;

    /** Largest deviation of a step that counts, so that one wild step does not outweigh an hour. */
    private static final double LARGEST = 8.0;

    /** An onset is possible where the sum falls short of the best by no more than this. */
    private static final double TOLERANCE = 3.0;

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

    private double gain(int sign, int i) {
        double away = sign * (course.values()[course.change() + i] - expected[i]);
        if (Double.isNaN(away)) {
            return 0;
        }
        double deviations = spread > 0 ? away / spread : away > 0 ? LARGEST : away < 0 ? -LARGEST : 0;
        return Math.max(-LARGEST, Math.min(LARGEST, deviations)) - ALLOWANCE;
    }

    private double sum(int sign, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += gain(sign, i);
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
            running += gain(sign, i);
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

    Onset onset() {
        int sign = direction == Direction.UP ? 1 : -1;
        double needed = sum(sign, from, to) - TOLERANCE;
        int earliest = from;
        int latest = from;
        double sum = 0;
        for (int i = to - 1; i >= 0; i--) {
            sum += gain(sign, i);
            if (sum >= needed) {
                earliest = Math.min(earliest, i);
                latest = Math.max(latest, i);
            }
        }
        return new Onset(time(from), time(earliest), time(latest));
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
