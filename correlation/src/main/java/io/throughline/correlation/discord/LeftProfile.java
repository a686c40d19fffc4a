package io.throughline.correlation.discord;

import java.util.Arrays;

/** Squared distances to the nearest earlier window, z-normalised with a floor of the deviation. */
final class LeftProfile {

    final double[] distances;
    final int[] neighbours;

    private LeftProfile(double[] distances, int[] neighbours) {
        this.distances = distances;
        this.neighbours = neighbours;
    }

    static LeftProfile of(double[] x, int m, int train, double floor) {
        int windows = x.length - m + 1;
        double[] mean = new double[windows];
        double[] inverse = new double[windows];
        double[] own = new double[windows];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i];
            squares += x[i] * x[i];
            if (i >= m) {
                sum -= x[i - m];
                squares -= x[i - m] * x[i - m];
            }
            if (i >= m - 1) {
                int j = i - m + 1;
                mean[j] = sum / m;
                double variance = Math.max(0, squares / m - mean[j] * mean[j]);
                inverse[j] = 1 / Math.sqrt(variance + floor * floor);
                own[j] = variance * inverse[j] * inverse[j];
            }
        }
        double[] distances = new double[windows];
        int[] neighbours = new int[windows];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        Arrays.fill(neighbours, -1);
        double[] first = new double[windows];
        for (int j = 0; j < windows; j++) {
            for (int k = 0; k < m; k++) {
                first[j] += x[k] * x[j + k];
            }
        }
        double[] before = first.clone();
        double[] now = new double[windows];
        int trainWindows = train - m + 1;
        for (int i = 1; i < windows; i++) {
            double enters = x[i + m - 1];
            double leaves = x[i - 1];
            now[0] = first[i];
            for (int j = 1; j <= i; j++) {
                now[j] = before[j - 1] + enters * x[j + m - 1] - leaves * x[j - 1];
            }
            for (int j = 0; j <= i - m; j++) {
                double covariance = now[j] / m - mean[i] * mean[j];
                double d = Math.max(0, own[i] + own[j] - 2 * covariance * inverse[i] * inverse[j]);
                if (d < distances[i]) {
                    distances[i] = d;
                    neighbours[i] = j;
                }
                if (i < trainWindows && d < distances[j]) {
                    distances[j] = d;
                    neighbours[j] = i;
                }
            }
            double[] swap = before;
            before = now;
            now = swap;
        }
        return new LeftProfile(distances, neighbours);
    }
}
