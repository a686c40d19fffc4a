package io.throughline.correlation.changepoint;

import java.util.Arrays;

/**
 * One change within a window of rows.
 *
 * @param at first row after it
 * @param before degree of the course before it
 * @param after degree of the course after it
 * @param gain by how much it shortens the description of the window; a change only if above 0
 */
record Split(int at, int before, int after, double gain) {

    private static final int CLOSELY = 4;

    /**
     * Returns the best change of a window.
     *
     * @param rows length of the window
     * @param from first row that comes into question, at least 1
     * @param to last such row, below {@code rows}
     * @param step how many rows lie between those that are tried, up to a few at the end; the rows around the best are tried
     *     then
     * @param penalty what it costs
     */
    static Split best(Description description, int rows, int from, int to, int step, double penalty) {
        Search search = new Search(description, rows);
        int last = Math.max(from, to - CLOSELY * (step - 1));
        for (int at = from; at < last; at += step) {
            search.tryAt(at);
        }
        for (int at = last; at <= to; at++) {
            search.tryAt(at);
        }
        Split best = search.best(penalty);
        if (step > 1) {
            int until = Math.min(to, best.at + step - 1);
            for (int at = Math.max(from, best.at - step + 1); at <= until; at++) {
                search.tryAt(at);
            }
            best = search.best(penalty);
        }
        return best;
    }

    /** The least that is left for each number of parameters: which of them describes the rows shortest is asked but once. */
    private static final class Search {

        private final Description description;
        private final int rows;
        private final int degrees;
        private final double[] older;
        private final double[] newer;
        private final double[] left;
        private final int[] places;
        private final int[] courses;

        Search(Description description, int rows) {
            this.description = description;
            this.rows = rows;
            degrees = description.degrees();
            older = new double[degrees];
            newer = new double[degrees];
            left = new double[2 * degrees - 1];
            places = new int[left.length];
            courses = new int[left.length];
            Arrays.fill(left, Double.POSITIVE_INFINITY);
        }

        void tryAt(int at) {
            description.unexplained(0, at, older);
            description.unexplained(at, rows, newer);
            for (int before = 0; before < degrees; before++) {
                for (int after = 0; after < degrees; after++) {
                    double both = older[before] + newer[after];
                    int bends = before + after;
                    if (both < left[bends]) {
                        left[bends] = both;
                        places[bends] = at;
                        courses[bends] = before;
                    }
                }
            }
        }

        Split best(double penalty) {
            description.unexplained(0, rows, older);
            double whole = Double.POSITIVE_INFINITY;
            for (int i = 0; i < degrees; i++) {
                whole = Math.min(whole, description.length(older[i], penalty * description.parameters(i), rows));
            }
            Split best = new Split(places[0], 0, 0, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < left.length; i++) {
                double parameters = 1 + description.parameters(i);
                double gain = whole - description.length(left[i], penalty * parameters, rows);
                if (gain > best.gain) {
                    best = new Split(places[i], courses[i], i - courses[i], gain);
                }
            }
            return best;
        }
    }

    /** Returns by how much the change shortens the description if neighbouring rows are not independent. */
    double whitenedGain(Description description, int rows, double penalty) {
        double whole = Double.POSITIVE_INFINITY;
        for (int i = 0; i < description.degrees(); i++) {
            double length = description.whitened(new int[0], new int[] {i}, rows);
            whole = Math.min(whole, length + penalty * description.parameters(i));
        }
        double parameters = 1 + description.parameters(before) + description.parameters(after);
        double parts = description.whitened(new int[] {at}, new int[] {before, after}, rows);
        return whole - parts - penalty * parameters;
    }

    /** Returns the share of the variance that both courses leave unexplained if the change is at a row. */
    double unexplained(Description description, int rows, int row) {
        return description.unexplained(0, row, before) + description.unexplained(row, rows, after);
    }
}
