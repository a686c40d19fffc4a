package io.throughline.correlation.anomaly;

import java.util.Arrays;

/**
 * A quantile of all values so far in constant memory: the P-square algorithm (Jain and Chlamtac, Communications of the ACM
 * 28, 1985).
 */
final class RunningQuantile {

    private static final int MARKERS = 5;

    private final double[] heights = new double[MARKERS];
    private final double[] positions = {1, 2, 3, 4, 5};
    private final double[] desired;
    private final double[] increments;
    private int count;

    RunningQuantile(double share) {
        desired = new double[] {1, 1 + 2 * share, 1 + 4 * share, 3 + 2 * share, 5};
        increments = new double[] {0, share / 2, share, (1 + share) / 2, 1};
    }

    void add(double value) {
        if (count < MARKERS) {
            heights[count++] = value;
            if (count == MARKERS) {
                Arrays.sort(heights);
            }
            return;
        }
        int cell = 0;
        if (value < heights[0]) {
            heights[0] = value;
        } else if (value >= heights[4]) {
            heights[4] = value;
            cell = 3;
        } else {
            while (value >= heights[cell + 1]) {
                cell++;
            }
        }
        for (int i = cell + 1; i < MARKERS; i++) {
            positions[i]++;
        }
        for (int i = 0; i < MARKERS; i++) {
            desired[i] += increments[i];
        }
        for (int i = 1; i < MARKERS - 1; i++) {
            adjust(i);
        }
    }

    private void adjust(int i) {
        double off = desired[i] - positions[i];
        boolean up = off >= 1 && positions[i + 1] - positions[i] > 1;
        boolean down = off <= -1 && positions[i - 1] - positions[i] < -1;
        if (!up && !down) {
            return;
        }
        int by = up ? 1 : -1;
        double parabola = heights[i]
                + by
                        / (positions[i + 1] - positions[i - 1])
                        * ((positions[i] - positions[i - 1] + by)
                                        * (heights[i + 1] - heights[i])
                                        / (positions[i + 1] - positions[i])
                                + (positions[i + 1] - positions[i] - by)
                                        * (heights[i] - heights[i - 1])
                                        / (positions[i] - positions[i - 1]));
        heights[i] = heights[i - 1] < parabola && parabola < heights[i + 1]
                ? parabola
                : heights[i] + by * (heights[i + by] - heights[i]) / (positions[i + by] - positions[i]);
        positions[i] += by;
    }

    /** Returns the quantile; the middle of the values while there are fewer than five; NaN without any. */
    double value() {
        if (count == MARKERS) {
            return heights[2];
        }
        double[] first = Arrays.copyOf(heights, count);
        Arrays.sort(first);
        return count == 0 ? Double.NaN : first[count / 2];
    }

    double least() {
        return heights[0];
    }

    double greatest() {
        return heights[Math.max(0, Math.min(count, MARKERS) - 1)];
    }
}
