package io.throughline.correlation.statistics;

import org.hipparchus.special.Erf;

/** The standard normal distribution. */
public final class Normal {

    /** Least probability that is reported; what is smaller is not zero, only beyond telling. */
    public static final double LEAST = 1e-300;

    private static final double SQRT_TWO = StrictMath.sqrt(2);

    private Normal() {}

    /** Returns the probability of a value above {@code z}, at least {@link #LEAST}. Relative error below 1e-10. */
    public static double upperTail(double z) {
        if (Double.isNaN(z)) {
            throw new IllegalArgumentException("z must be a number");
        }
        return Math.max(LEAST, Erf.erfc(z / SQRT_TWO) / 2);
    }
}
