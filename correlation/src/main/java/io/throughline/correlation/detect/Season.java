package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Autocorrelation;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import java.util.Optional;

/**
 * The shape that a series repeats each day or week, if it does. Whether it does is asked of data that the shape was not
 * made of: the shape of every other period must foretell the periods between better than no shape, by more than chance
 * (cross-validation in two folds of whole periods; gains of neighbouring hours are not independent, so their mean is
 * judged with its autocorrelation).
 */
final class Season {

    /** Standard errors by which the mean gain must be above zero. */
    private static final double SURE = 2;
    /** Least part of the distances that the shape must explain. */
    private static final double WORTHWHILE = 0.05;
    /** Periods with as many places are smooth enough to pool a place with its neighbours. */
    private static final int SMOOTH = 24;

    /** Distance from the period's median at each place of the period. */
    private final double[] shape;
    /** Place in the period of the first block since the epoch. */
    private final long phase;

    private Season(double[] shape, long phase) {
        this.shape = shape;
        this.phase = phase;
    }

    /** Returns the shape of a period, if the figures have one. The first figure is that of block {@code first}. */
    static Optional<Season> find(double[] figures, long first, int period) {
        int n = figures.length;
        if (n < 2 * period) {
            return Optional.empty();
        }
        double[] centred = centred(figures, period);
        double[] even = shape(centred, period, 0);
        double[] odd = shape(centred, period, 1);
        double[] gains = new double[n];
        double sum = 0;
        double losses = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            double expected = (group(i, n, period) % 2 == 0 ? odd : even)[i % period];
            gains[i] = Math.abs(centred[i]) - Math.abs(centred[i] - expected);
            if (!Double.isNaN(gains[i])) {
                sum += gains[i];
                losses += Math.abs(centred[i]);
                count++;
            }
        }
        if (count < period || sum <= WORTHWHILE * losses) {
            return Optional.empty();
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            gains[i] -= mean;
            squares += Double.isNaN(gains[i]) ? 0 : gains[i] * gains[i];
        }
        double tie = Math.max(0, Math.min(0.9, Autocorrelation.ofNeighbours(gains, 0, n, Double.POSITIVE_INFINITY)));
        double error = Math.sqrt(squares / count * (1 + tie) / (1 - tie) / count);
        return mean > SURE * error
                ? Optional.of(new Season(shape(centred, period, -1), Math.floorMod(-first, (long) period)))
                : Optional.empty();
    }

    /** Returns the shape at a block since the epoch. */
    double at(long block) {
        return shape[(int) Math.floorMod(block + phase, (long) shape.length)];
    }

    /** Takes each period's own median away, counted back from the end, so that shifts and trends are no season. */
    private static double[] centred(double[] figures, int period) {
        int n = figures.length;
        double[] centred = new double[n];
        for (int end = n; end > 0; end -= period) {
            int start = Math.max(0, end - period);
            double[] part = Arrays.copyOfRange(figures, start, end);
            int present = 0;
            for (double figure : part) {
                present += Double.isNaN(figure) ? 0 : 1;
            }
            double centre = 2 * present >= period ? Medians.median(part) : Double.NaN;
            for (int i = start; i < end; i++) {
                centred[i] = figures[i] - centre;
            }
        }
        return centred;
    }

    private static int group(int index, int n, int period) {
        return (n - 1 - index) / period;
    }

    /** The median at each place over the periods of one fold, or of all; neighbouring places pooled. */
    private static double[] shape(double[] centred, int period, int fold) {
        int n = centred.length;
        int reach = period >= SMOOTH ? 1 : 0;
        double[] shape = new double[period];
        double[] near = new double[(2 * reach + 1) * (n / period + 2)];
        for (int place = 0; place < period; place++) {
            int found = 0;
            for (int beside = -reach; beside <= reach; beside++) {
                for (int i = Math.floorMod(place + beside, period); i < n; i += period) {
                    if (fold < 0 || group(i, n, period) % 2 == fold) {
                        near[found++] = centred[i];
                    }
                }
            }
            double median = Medians.median(Arrays.copyOf(near, found));
            shape[place] = Double.isNaN(median) ? 0 : median;
        }
        return shape;
    }
}
