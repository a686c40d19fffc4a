package io.throughline.correlation.changepoint;

/**
 * One change within a window of rows.
 *
 * @param at first row after it
 * @param lineBefore whether the rows before follow a line, not a constant
 * @param lineAfter likewise after it
 * @param gain by how much it shortens the description of the window; a change only if above 0
 */
record Split(int at, boolean lineBefore, boolean lineAfter, double gain) {

    /**
     * Returns the best change of a window.
     *
     * @param rows length of the window
     * @param from first row that comes into question, at least 1
     * @param to last such row, below {@code rows}
     * @param penalty what it costs
     */
    static Split best(Description description, int rows, int from, int to, ChangePointConfig config, double penalty) {
        double slope = config.slopePenalty() * penalty;
        double whole = Math.min(
                description.length(description.constant(0, rows), 0, rows),
                description.length(description.line(0, rows), slope, rows));
        Split best = new Split(from, false, false, Double.NEGATIVE_INFINITY);
        for (int at = from; at <= to; at++) {
            double constantBefore = description.constant(0, at);
            double constantAfter = description.constant(at, rows);
            double lineBefore = description.line(0, at);
            double lineAfter = description.line(at, rows);
            for (int shape = 0; shape < 4; shape++) {
                boolean before = (shape & 1) != 0;
                boolean after = (shape & 2) != 0;
                double unexplained = (before ? lineBefore : constantBefore) + (after ? lineAfter : constantAfter);
                double parameters = penalty + (before ? slope : 0) + (after ? slope : 0);
                double gain = whole - description.length(unexplained, parameters, rows);
                if (gain > best.gain) {
                    best = new Split(at, before, after, gain);
                }
            }
        }
        return best;
    }

    /** Returns the share of the variance that both courses leave unexplained if the change is at a row. */
    double unexplained(Description description, int rows, int row) {
        return (lineBefore ? description.line(0, row) : description.constant(0, row))
                + (lineAfter ? description.line(row, rows) : description.constant(row, rows));
    }
}
