package io.throughline.correlation.detect;

import java.util.Arrays;

/**
 * How far out neighbouring steps are all at once: the least of three. A cumulative sum counts no step for more than a
 * little, so that what moves slowly by itself all the time raises its alarm, and a jump to where the series never was is
 * told of late. Such a jump is told by a run: three steps in a row farther out than three ever were by chance.
 */
final class Runs {

    /** Three standard deviations three times in a row. */
    static final double ALARM = 3;

    /** Twice the tail's width of the least of three independent normal scores, about where one in a month lies. */
    private static final double LEAST_WIDTH = 0.5;

    private Runs() {}

    /**
     * Returns for each step the least score of it and the two before it that have data, in one direction; NaN where there
     * are no data or not three.
     */
    static double[] of(double[] scores, int from, int to, Direction direction) {
        double[] least = new double[to];
        Arrays.fill(least, Double.NaN);
        int sign = direction == Direction.UP ? 1 : -1;
        double before = Double.NaN;
        double last = Double.NaN;
        for (int i = from; i < to; i++) {
            double score = sign * scores[i];
            if (!Double.isNaN(score)) {
                // NaN until there are three.
                least[i] = Math.min(score, Math.min(last, before));
                before = last;
                last = score;
            }
        }
        return least;
    }

    /** Returns how high runs are by chance in a history. */
    static Calibration calibration(double[] scores, History history, Direction direction) {
        double[] runs = of(scores, history.from, history.to, direction);
        double[] heights = Blocks.of(history, (from, to) -> highest(runs, history, from, to)).figures;
        return Calibration.of(heights, LEAST_WIDTH);
    }

    /** Returns the highest run within an excursion; negative infinity if it is shorter. */
    static double highest(double[] scores, Excursion excursion) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double run : of(scores, excursion.onset(), excursion.end(), excursion.direction())) {
            highest = run > highest ? run : highest;
        }
        return highest;
    }

    private static double highest(double[] runs, History history, int from, int to) {
        double highest = Double.NaN;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(runs[i]) && history.has(i) && !(runs[i] <= highest)) {
                highest = runs[i];
            }
        }
        return highest;
    }
}
