package io.throughline.correlation.detect;

/** A confidence interval. */
record Interval(double lower, double upper) {

    /** Two-sided 95 % of the standard normal distribution. */
    static final double NORMAL_95 = 1.96;

    /**
     * Returns the interval of the difference of two estimates from their own intervals: G. Y. Zou and A. Donner, Statistics
     * in Medicine 27 (2008), "method of variance estimates recovery", which keeps the asymmetry of counts and shares.
     */
    static Interval ofDifference(double first, Interval ofFirst, double second, Interval ofSecond) {
        double below = hypotenuse(first - ofFirst.lower, ofSecond.upper - second);
        double above = hypotenuse(ofFirst.upper - first, second - ofSecond.lower);
        return new Interval(first - second - below, first - second + above);
    }

    /** Returns the interval about an estimate with a standard error. */
    static Interval about(double estimate, double error) {
        return new Interval(estimate - NORMAL_95 * error, estimate + NORMAL_95 * error);
    }

    private static double hypotenuse(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }
}
