package io.throughline.correlation.statistics;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * How surprising a count is. Counts that vary more than a Poisson variable by a factor (variance over mean) are taken to
 * be negative binomial; ratios by as much less support.
 */
public final class CountTails {

    /** Beyond this mean the normal approximations of the callers are as good. */
    public static final double SMALL = 15;

    private static final double LEAST = 1e-15;
    /** What is this far above a small mean is beyond telling. */
    private static final long FAR = 150;

    private static final double NEARLY_POISSON = 1 + 1e-6;

    private CountTails() {}

    /**
     * Returns the standard normal deviate as extreme as a binomial count, by its mid-p-value (H. O.
     * Lancaster, J. Amer. Statist. Assoc. 56, 1961).
     *
     * @param count in {@code [0, attempts]}; rounded
     * @param attempts at least 0; rounded
     * @param chance in {@code [0, 1]}, with an expected count or its complement of at most about {@link #SMALL}
     */
    public static double binomialScore(double count, double attempts, double chance) {
        if (chance > 0.5) {
            return -binomialScore(attempts - count, attempts, 1 - chance);
        }
        long n = Math.round(attempts);
        long y = Math.min(FAR, Math.min(n, Math.round(count)));
        double odds = chance / (1 - chance);
        double mass = StrictMath.exp(n * StrictMath.log1p(-chance));
        double below = 0;
        for (long k = 1; k <= y; k++) {
            below += mass;
            mass *= odds * (n - k + 1) / k;
        }
        double above = 0;
        double term = mass;
        for (long k = y + 1; k <= n && k < y + 1000 && term > LEAST * above; k++) {
            term *= odds * (n - k + 1) / k;
            above += term;
        }
        return score(below, mass, above);
    }

    /**
     * Returns the probability of a count at least as far to one side as that given: Poisson, or negative binomial if the
     * variance is {@code dispersion} times the mean.
     *
     * @param count at least 0
     * @param mean at least 0
     * @param dispersion at least 1
     * @param upper whether counts at least as large are meant; otherwise at most as large
     */
    public static double count(double count, double mean, double dispersion, boolean upper) {
        if ((upper && count <= 0) || !(mean > 0)) {
            return upper && count > 0 ? Normal.LEAST : 1;
        }
        double p;
        if (dispersion <= NEARLY_POISSON) {
            p = upper ? Gamma.regularizedGammaP(count, mean) : Gamma.regularizedGammaQ(count + 1, mean);
        } else {
            double size = mean / (dispersion - 1);
            p = upper
                    ? Beta.regularizedBeta(1 - 1 / dispersion, count, size)
                    : Beta.regularizedBeta(1 / dispersion, size, count + 1);
        }
        return Math.max(Normal.LEAST, Math.min(1, p));
    }

    /**
     * Returns the probability of a binomial count at least as far to one side as that given, its support being divided
     * by the dispersion.
     */
    public static double share(double count, double attempts, double chance, double dispersion, boolean upper) {
        double y = count / dispersion;
        double n = attempts / dispersion;
        double p;
        if (upper) {
            p = y <= 0 ? 1 : Beta.regularizedBeta(chance, y, Math.max(1e-9, n - y + 1));
        } else {
            p = n - y <= 0 ? 1 : Beta.regularizedBeta(1 - chance, n - y, y + 1);
        }
        return Math.max(Normal.LEAST, Math.min(1, p));
    }

    private static double score(double below, double mass, double above) {
        double upper = above + mass / 2;
        double lower = below + mass / 2;
        return upper <= lower
                ? NormalQuantile.ofUpperTail(Math.max(LEAST, Math.min(0.5, upper)))
                : -NormalQuantile.ofUpperTail(Math.max(LEAST, Math.min(0.5, lower)));
    }
}
