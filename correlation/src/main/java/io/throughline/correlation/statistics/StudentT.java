package io.throughline.correlation.statistics;

import org.hipparchus.special.Beta;

/** Student's t distribution (Biometrika 6, 1908). */
public final class StudentT {

    private StudentT() {}

    /**
     * Returns the probability of a value above {@code t}, at least {@link Normal#LEAST} (Abramowitz and Stegun 26.7.1 by
     * the incomplete beta function).
     *
     * @param degrees degrees of freedom, above 0
     */
    public static double upperTail(double t, double degrees) {
        if (!(degrees > 0) || Double.isNaN(t)) {
            throw new IllegalArgumentException("degrees must be above 0 and t a number, were " + degrees + ", " + t);
        }
        double outside = Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
        return Math.max(Normal.LEAST, t > 0 ? outside : 1 - outside);
    }
}
