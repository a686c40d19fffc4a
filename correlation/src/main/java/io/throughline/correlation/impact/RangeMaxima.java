package io.throughline.correlation.impact;

/**
 * Largest values of ranges of an array in constant time each, by the maxima of all ranges whose length is a power of two
 * (Bender and Farach-Colton, The LCA Problem Revisited, 2000, section 3). NaN counts as nothing.
 */
final class RangeMaxima {

    private final double[][] levels;

    /**
     * Prepares an array.
     *
     * @param values not negative or NaN
     * @param longest length of the longest range that is asked for
     */
    RangeMaxima(double[] values, int longest) {
        int depth = 32 - Integer.numberOfLeadingZeros(Math.max(1, longest));
        levels = new double[depth][];
        levels[0] = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            levels[0][i] = values[i] >= 0 ? values[i] : -1;
        }
        for (int k = 1; k < depth; k++) {
            int half = 1 << (k - 1);
            double[] shorter = levels[k - 1];
            double[] longer = new double[Math.max(0, shorter.length - half)];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = Math.max(shorter[i], shorter[i + half]);
            }
            levels[k] = longer;
        }
    }

    /** Returns the largest value in {@code [from, to)}, negative if there is none. */
    double in(int from, int to) {
        int k = 31 - Integer.numberOfLeadingZeros(to - from);
        return Math.max(levels[k][from], levels[k][to - (1 << k)]);
    }
}
