package io.throughline.correlation.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The descriptions of a series by stretches that are the best ones at some price of the variance left unexplained, from
 * the coarsest to the finest. For each price they are found exactly by dynamic programming (Jackson et al., IEEE Signal
 * Processing Letters 12, 2005), for all prices in one pass. Whichever information criterion concave in the variance is
 * asked, its best description is among those, but for the grid of prices.
 */
final class Segmentation {

    private static final int PRICES = 16;
    /** Shares of the variance at which a change is worth its cost, from where none is to where what is left is invisible. */
    private static final double MOST_VARIANCE = 3;

    private static final double LEAST_VARIANCE = 0.0075;

    /**
     * One description.
     *
     * @param changes first rows of all stretches but the first, ascending
     * @param unexplained share of the variance that is left
     * @param parameters changes and lines, in units of a change
     */
    record Course(int[] changes, double unexplained, double parameters) {

        boolean sameAs(Course other) {
            return parameters == other.parameters && Arrays.equals(changes, other.changes);
        }
    }

    private final Description description;
    private final int rows;
    private final double[] prices = new double[PRICES];
    private final double slope;
    private final double[] costs;
    private final int[] begins;

    private Segmentation(Description description, int rows, ChangePointConfig config) {
        this.description = description;
        this.rows = rows;
        double penalty = config.penalty() * StrictMath.log(rows);
        for (int i = 0; i < PRICES; i++) {
            double fall = StrictMath.pow(LEAST_VARIANCE / MOST_VARIANCE, i / (PRICES - 1.0));
            prices[i] = rows / (MOST_VARIANCE * fall * penalty);
        }
        slope = description.slopeShare();
        costs = new double[(rows + 1) * PRICES];
        begins = new int[(rows + 1) * PRICES];
    }

    /** Returns the descriptions, coarsest first, the one without changes included; no two are the same. */
    static List<Course> courses(Description description, int rows, ChangePointConfig config) {
        Segmentation segmentation = new Segmentation(description, rows, config);
        segmentation.solve(Math.max(2, Math.min(config.minRows(), rows / 10)));
        List<Course> courses = new ArrayList<>();
        courses.add(new Course(new int[0], description.constant(0, rows), 0));
        courses.add(new Course(new int[0], description.line(0, rows), description.slopeShare()));
        for (int price = 0; price < PRICES; price++) {
            Course course = segmentation.course(price);
            if (courses.stream().noneMatch(course::sameAs)) {
                courses.add(course);
            }
        }
        return courses;
    }

    private void solve(int minRows) {
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        Arrays.fill(costs, 0, PRICES, -1);
        for (int end = minRows; end <= rows; end++) {
            int to = end * PRICES;
            for (int begin = 0; begin <= end - minRows; begin += begin == 0 ? minRows : 1) {
                double constant = description.constant(begin, end);
                double line = description.line(begin, end);
                int from = begin * PRICES;
                for (int i = 0; i < PRICES; i++) {
                    double cost = costs[from + i] + 1 + Math.min(constant * prices[i], line * prices[i] + slope);
                    if (cost < costs[to + i]) {
                        costs[to + i] = cost;
                        begins[to + i] = begin;
                    }
                }
            }
        }
    }

    private Course course(int price) {
        int count = 0;
        for (int end = rows; begins[end * PRICES + price] > 0; end = begins[end * PRICES + price]) {
            count++;
        }
        int[] changes = new int[count];
        double unexplained = 0;
        int lines = 0;
        int end = rows;
        for (int i = count - 1; i >= -1; i--) {
            int begin = begins[end * PRICES + price];
            double constant = description.constant(begin, end);
            double line = description.line(begin, end);
            boolean isLine = line * prices[price] + slope < constant * prices[price];
            unexplained += isLine ? line : constant;
            lines += isLine ? 1 : 0;
            if (i >= 0) {
                changes[i] = begin;
            }
            end = begin;
        }
        return new Course(changes, unexplained, count + (lines == 0 ? 0 : lines * slope));
    }
}
