package io.throughline.correlation.statistics;

/** How much a value tells of the next one. */
public final class Autocorrelation {

    private Autocorrelation() {}

    /**
     * Returns the autocorrelation of neighbouring values about zero, with values beyond {@code limit} drawn in, so that
     * single outliers do not decide.
     *
     * @param values deviations from their expectation; NaN breaks the neighbourhood
     * @param from first index
     * @param to index after the last
     * @param limit largest size that counts
     * @return in {@code [-1, 1]}; 0 if there are fewer than ten neighbours
     */
    public static double ofNeighbours(double[] values, int from, int to, double limit) {
        double products = 0;
        double squares = 0;
        int pairs = 0;
        for (int i = from + 1; i < to; i++) {
            if (Double.isNaN(values[i]) || Double.isNaN(values[i - 1])) {
                continue;
            }
            double now = Math.max(-limit, Math.min(limit, values[i]));
            double before = Math.max(-limit, Math.min(limit, values[i - 1]));
            products += now * before;
            squares += (now * now + before * before) / 2;
            pairs++;
        }
        return pairs < 10 || squares == 0 ? 0 : Math.max(-1, Math.min(1, products / squares));
    }
}
