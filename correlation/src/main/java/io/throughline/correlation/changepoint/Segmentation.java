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

    private static final int PRICES = 20;
    /** Shares of the variance at which a change is worth its cost, from where none is to where what is left is invisible. */
    private static final double MOST_VARIANCE = 6;

    private static final double LEAST_VARIANCE = 0.004;

    /**
     * One description.
     *
     * @param changes first rows of all stretches but the first, ascending
     * @param unexplained share of the variance that is left
     * @param products of what neighbouring rows leave, as a share of the variance
     * @param parameters changes, and what their courses cost, in units of a change
     */
    @SuppressWarnings("ArrayRecordComponent") // Not changed, and not handed out of the package.
    record Course(int[] changes, double unexplained, double products, double parameters) {

        boolean sameAs(Course other) {
            return parameters == other.parameters && Arrays.equals(changes, other.changes);
        }
    }

    private final Description description;
    private final int rows;
    private final double[] prices = new double[PRICES];
    private final double[][] costs;
    private final int[][] begins;

    private Segmentation(Description description, int rows, ChangePointConfig config) {
        this.description = description;
        this.rows = rows;
        double penalty = config.penalty() * StrictMath.log(rows);
        for (int i = 0; i < PRICES; i++) {
            double fall = StrictMath.pow(LEAST_VARIANCE / MOST_VARIANCE, i / (PRICES - 1.0));
            prices[i] = rows / (MOST_VARIANCE * fall * penalty);
        }
        costs = new double[PRICES][rows + 1];
        begins = new int[PRICES][rows + 1];
    }

    /** Returns the descriptions, coarsest first, the one without changes included; no two are the same. */
    static List<Course> courses(Description description, int rows, ChangePointConfig config) {
        Segmentation segmentation = new Segmentation(description, rows, config);
        segmentation.solve(Math.max(2, Math.min(config.minRows(), rows / 10)));
        List<Course> courses = new ArrayList<>();
        for (int degree = 0; degree < description.degrees(); degree++) {
            double left = description.unexplained(0, rows, degree);
            double products = description.products(new int[0], new int[] {degree}, rows);
            courses.add(new Course(new int[0], left, products, description.parameters(degree)));
        }
        for (int price = 0; price < PRICES; price++) {
            Course course = segmentation.course(price);
            if (courses.stream().noneMatch(course::sameAs)) {
                courses.add(course);
            }
        }
        return courses;
    }

    private void solve(int minRows) {
        double[] left = new double[description.degrees()];
        double[][] lefts = new double[left.length][rows];
        double[] totals = new double[rows];
        for (double[] ofPrice : costs) {
            Arrays.fill(ofPrice, Double.POSITIVE_INFINITY);
            ofPrice[0] = -1;
        }
        for (int end = minRows; end <= rows; end++) {
            int choices = end - minRows + 1;
            for (int begin = 0; begin < choices; begin++) {
                description.unexplained(begin, end, left);
                for (int degree = 0; degree < left.length; degree++) {
                    lefts[degree][begin] = left[degree];
                }
            }
            for (int price = 0; price < PRICES; price++) {
                price(lefts, prices[price], costs[price], totals, choices);
                int best = 0;
                for (int begin = 1; begin < choices; begin++) {
                    if (totals[begin] < totals[best]) {
                        best = begin;
                    }
                }
                costs[price][end] = totals[best];
                begins[price][end] = best;
            }
        }
    }

    /** Says what the rows up to an end cost at a price for each beginning of the last stretch; simple loops, done by lanes. */
    private void price(double[][] lefts, double price, double[] before, double[] totals, int choices) {
        double[] constants = lefts[0];
        for (int i = 0; i < choices; i++) {
            totals[i] = constants[i] * price;
        }
        for (int degree = 1; degree < lefts.length; degree++) {
            double[] rest = lefts[degree];
            double parameters = description.parameters(degree);
            for (int i = 0; i < choices; i++) {
                totals[i] = Math.min(totals[i], rest[i] * price + parameters);
            }
        }
        for (int i = 0; i < choices; i++) {
            totals[i] += before[i] + 1;
        }
    }

    private Course course(int price) {
        int count = 0;
        for (int end = rows; begins[price][end] > 0; end = begins[price][end]) {
            count++;
        }
        int[] changes = new int[count];
        int[] degrees = new int[count + 1];
        double[] left = new double[description.degrees()];
        double unexplained = 0;
        double parameters = count;
        int end = rows;
        for (int i = count - 1; i >= -1; i--) {
            int begin = begins[price][end];
            description.unexplained(begin, end, left);
            int best = 0;
            for (int degree = 1; degree < left.length; degree++) {
                double gain = (left[best] - left[degree]) * prices[price];
                best = gain > description.parameters(degree) - description.parameters(best) ? degree : best;
            }
            unexplained += left[best];
            parameters += description.parameters(best);
            degrees[i + 1] = best;
            if (i >= 0) {
                changes[i] = begin;
            }
            end = begin;
        }
        return new Course(changes, unexplained, description.products(changes, degrees, rows), parameters);
    }
}
