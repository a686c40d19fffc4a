package io.throughline.correlation.impact;

/**
 * Largest values of an array over periods of a few lengths from every start on. The maxima over a length that is a power of
 * two come from those over half of it, and two of them make any length (Bender and Farach-Colton, The LCA Problem Revisited,
 * 2000, section 3).
 */
final class PeriodMaxima {

    private final double[][] maxima;

    /**
     * Prepares an array.
     *
     * @param values not negative, or NaN, which counts as nothing
     * @param periods lengths, ascending, none longer than the array
     */
    PeriodMaxima(double[] values, int[] periods) {
        double[] doubled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubled[i] = values[i] >= 0 ? values[i] : -1;
        }
        maxima = new double[periods.length][];
        int width = 1;
        for (int p = 0; p < periods.length; p++) {
            for (; 2 * width <= periods[p]; width *= 2) {
                join(doubled, doubled, width, values.length - 2 * width + 1);
            }
            maxima[p] = new double[values.length - periods[p] + 1];
            join(doubled, maxima[p], periods[p] - width, maxima[p].length);
        }
    }

    private static void join(double[] from, double[] to, int apart, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = Math.max(from[i], from[i + apart]);
        }
    }

    /** Returns the largest value of a period from a start on, negative if there is none. */
    double at(int period, int start) {
        return maxima[period][start];
    }
}
