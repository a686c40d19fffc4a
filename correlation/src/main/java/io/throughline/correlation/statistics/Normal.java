package io.throughline.correlation.statistics;

/** The standard normal distribution. */
public final class Normal {

    /** Least probability that is reported; what is smaller is not zero, only beyond telling. */
    public static final double LEAST = 1e-300;

    private static final double SQRT_TWO_PI = StrictMath.sqrt(2 * Math.PI);

    private Normal() {}

    /**
     * Returns the probability of a value above {@code z}, at least {@link #LEAST}. Relative error below 1e-10: a power
     * series near the centre, Lentz's continued fraction for Mills' ratio in the tail (Abramowitz and Stegun 26.2.10 and
     * 26.2.14).
     */
    public static double upperTail(double z) {
        if (Double.isNaN(z)) {
            throw new IllegalArgumentException("z must be a number");
        }
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        if (z > 37) {
            return LEAST;
        }
        double density = StrictMath.exp(-z * z / 2) / SQRT_TWO_PI;
        double tail = z < 3 ? 0.5 - density * series(z) : density / millsDenominator(z);
        return Math.max(LEAST, tail);
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; term > sum * 1e-17 && k < 200; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    /** The continued fraction z + 1/(z + 2/(z + 3/…)), from its tail. */
    private static double millsDenominator(double z) {
        double value = z;
        for (int k = 120; k >= 1; k--) {
            value = z + k / value;
        }
        return value;
    }
}
