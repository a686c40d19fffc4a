package io.throughline.correlation.changepoint;

/**
 * One change within a window of rows.
 *
 * @param at first row after it
 * @param before degree of the course before it
 * @param after degree of the course after it
 * @param gain by how much it shortens the description of the window; a change only if above 0
 */
record Split(int at, int before, int after, double gain) {

    /**
     * Returns the best change of a window.
     *
     * @param rows length of the window
     * @param from first row that comes into question, at least 1
     * @param to last such row, below {@code rows}
     * @param penalty what it costs
     */
    static Split best(Description description, int rows, int from, int to, double penalty) {
        int degrees = description.degrees();
        double[] older = new double[degrees];
        double[] newer = new double[degrees];
        description.unexplained(0, rows, older);
        double whole = Double.POSITIVE_INFINITY;
        for (int i = 0; i < degrees; i++) {
            whole = Math.min(whole, description.length(older[i], penalty * description.parameters(i), rows));
        }
        Split best = new Split(from, 0, 0, Double.NEGATIVE_INFINITY);
        for (int at = from; at <= to; at++) {
            description.unexplained(0, at, older);
            description.unexplained(at, rows, newer);
            for (int before = 0; before < degrees; before++) {
                for (int after = 0; after < degrees; after++) {
                    double parameters = 1 + description.parameters(before) + description.parameters(after);
                    double gain = whole - description.length(older[before] + newer[after], penalty * parameters, rows);
                    if (gain > best.gain) {
                        best = new Split(at, before, after, gain);
                    }
                }
            }
        }
        return best;
    }

    /** Returns the share of the variance that both courses leave unexplained if the change is at a row. */
    double unexplained(Description description, int rows, int row) {
        return description.unexplained(0, row, before) + description.unexplained(row, rows, after);
    }
}
