package io.throughline.correlation.discord;

import java.util.Arrays;
import java.util.Optional;

/**
 * Judges a series through windows of one length. Four distances to the nearest earlier window, of shape and of size, of
 * the values and of their changes, are each read on the scale of the normal part; a sum of fourth powers lets the
 * highest decide.
 */
final class Scale {

    /** Share of the normal deviation below which a window counts as flat. */
    private static final double FLAT = 0.1;

    private static final double LEAST_UNIT = 1e-100;

    private final int step;
    private final int length;
    private final int half;
    private final double center;
    private final LeftProfile values;
    private final LeftProfile changes;
    private final Channel[] channels;
    private final double[] latest;

    private double sum;
    private int present;
    private int rows;
    private double last;
    private long newest = -1;

    private Scale(double[] normal, int step, int length, int history) {
        this.step = step;
        this.length = length;
        this.half = length / 2;
        double[] points = points(normal, step);
        double[] moves = changes(points);
        this.center = mean(points);
        double unit = deviation(points);
        double unitOfChanges = deviation(moves);
        this.values = new LeftProfile(length, FLAT * unit, history);
        this.changes = new LeftProfile(length, FLAT * unitOfChanges, history);
        int windows = points.length - length + 1;
        double[][] nearest = new double[4][windows];
        for (double[] each : nearest) {
            Arrays.fill(each, Double.POSITIVE_INFINITY);
        }
        for (int i = 0; i < points.length; i++) {
            if (values.append(points[i] - center)) {
                values.compareBoth(nearest[0], nearest[1]);
            }
            if (changes.append(moves[i])) {
                changes.compareBoth(nearest[2], nearest[3]);
            }
        }
        this.channels = new Channel[4];
        for (int k = 0; k < 4; k++) {
            for (int i = 0; i < windows; i++) {
                nearest[k][i] = LeftProfile.root(nearest[k][i]);
            }
            double scale = k % 2 == 0 ? 1 : Math.max(LEAST_UNIT, k == 1 ? unit : unitOfChanges);
            channels[k] = new Channel(nearest[k], 2 * half + 1, scale);
        }
        this.last = points[points.length - 1];
        this.latest = new double[4 * length + 4];
        for (int i = points.length * step; i < normal.length; i++) {
            accept(normal[i]);
        }
    }

    /**
     * Learns from the normal part.
     *
     * @param window rows in a window
     * @param points least number of points of a window
     * @return empty if the normal part is too short for the window
     */
    static Optional<Scale> of(double[] normal, int window, int points, int history) {
        int step = Math.max(1, window / points);
        int length = (window + step / 2) / step;
        return normal.length / step < 3 * length || normal.length / step > history - length
                ? Optional.empty()
                : Optional.of(new Scale(normal, step, length, history));
    }

    /** Takes the next row, NaN if it is missing. */
    void accept(double value) {
        if (!Double.isNaN(value)) {
            sum += value;
            present++;
        }
        if (++rows < step) {
            return;
        }
        double point = present > 0 ? sum / present : Double.NaN;
        rows = 0;
        present = 0;
        sum = 0;
        boolean complete = values.append(point - center);
        changes.append(point - last);
        last = point;
        if (complete) {
            values.compare();
            changes.compare();
            double score = power(0, values.shape())
                    + power(1, values.extent())
                    + power(2, changes.shape())
                    + power(3, changes.extent());
            newest = values.newest() - half;
            latest[(int) (newest % latest.length)] = score;
        }
    }

    private double power(int channel, double distance) {
        double excess = channels[channel].excess(channels[channel].accept(distance));
        return excess * excess * excess * excess;
    }

    /** Returns the number of rows in a window. */
    int window() {
        return length * step;
    }

    /** Returns the number of the window whose middle is at a row. */
    long windowAt(long row) {
        return Math.floorDiv(row - window() / 2, (long) step);
    }

    /** Returns the first row of a window. */
    long rowOf(long window) {
        return window * step;
    }

    /** Returns the score of one of the latest windows, 0 if it has none (yet). */
    double scoreOf(long window) {
        return window < 0 || window > newest || window <= newest - latest.length
                ? 0
                : latest[(int) (window % latest.length)];
    }

    /** Returns the window nearest in shape to one of the latest. */
    Optional<LeftProfile.Neighbour> neighbour(long window) {
        return values.neighbour(window);
    }

    private static double[] points(double[] normal, int step) {
        double[] points = new double[normal.length / step];
        for (int i = 0; i < points.length; i++) {
            points[i] = mean(Arrays.copyOfRange(normal, i * step, (i + 1) * step));
        }
        return points;
    }

    private static double[] changes(double[] points) {
        double[] changes = new double[points.length];
        for (int i = 1; i < points.length; i++) {
            changes[i] = points[i] - points[i - 1];
        }
        return changes;
    }

    private static double mean(double[] values) {
        double sum = 0;
        int present = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                present++;
            }
        }
        return present > 0 ? sum / present : Double.NaN;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        double variance = mean(squares);
        return variance > 0 ? Math.sqrt(variance) : 0;
    }
}
