package io.throughline.correlation.changepoint;

import java.util.Arrays;

/**
 * The stretches that describe a series best. For a number of prices of the unexplained variance the cheapest stretches are
 * found exactly by dynamic programming (Jackson et al., IEEE Signal Processing Letters 12, 2005); of these descriptions
 * the shortest by an information criterion is taken.
 */
final class Segmentation {

    private static final int PRICES = 14;
    private static final double LEAST_VARIANCE = 0.002;

    private Segmentation() {}

    /** Returns the first rows of all stretches but the first, ascending. */
    static int[] best(Description description, int rows, ChangePointConfig config) {
        int minRows = Math.max(2, Math.min(config.minRows(), rows / 10));
        double penalty = config.penalty() * StrictMath.log(Math.max(2, rows));
        int[] best = {};
        double shortest = length(description, best, rows, penalty, rows);
        for (int i = 0; i < PRICES; i++) {
            double variance = StrictMath.pow(LEAST_VARIANCE, i / (PRICES - 1.0));
            double price = rows / variance;
            int[] stretches = cheapest(description, rows, minRows, price, penalty);
            double length = length(description, stretches, rows, penalty, price);
            if (length < shortest - 1e-9) {
                shortest = length;
                best = stretches;
            }
        }
        return best;
    }

    private static int[] cheapest(Description description, int rows, int minRows, double price, double penalty) {
        double[] costs = new double[rows + 1];
        int[] begins = new int[rows + 1];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        costs[0] = -penalty;
        for (int end = minRows; end <= rows; end++) {
            for (int begin = 0; begin <= end - minRows; begin++) {
                if (costs[begin] + penalty >= costs[end]) {
                    continue;
                }
                double cost = costs[begin] + penalty + description.cost(begin, end, price, penalty);
                if (cost < costs[end]) {
                    costs[end] = cost;
                    begins[end] = begin;
                }
            }
        }
        int count = 0;
        for (int at = begins[rows]; at > 0; at = begins[at]) {
            count++;
        }
        int[] stretches = new int[count];
        for (int at = begins[rows]; at > 0; at = begins[at]) {
            stretches[--count] = at;
        }
        return stretches;
    }

    private static double length(Description description, int[] stretches, int rows, double penalty, double price) {
        double unexplained = 0;
        double parameters = stretches.length;
        for (int i = 0; i <= stretches.length; i++) {
            int from = i == 0 ? 0 : stretches[i - 1];
            int to = i == stretches.length ? rows : stretches[i];
            double constant = description.constant(from, to);
            double line = description.line(from, to);
            boolean isLine = description.isLine(constant, line, price, penalty);
            unexplained += isLine ? line : constant;
            parameters += isLine ? description.slopeShare() : 0;
        }
        return description.length(unexplained, parameters * penalty, rows);
    }
}
