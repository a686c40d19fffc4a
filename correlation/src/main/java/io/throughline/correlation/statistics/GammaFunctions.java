package io.throughline.correlation.statistics;

/**
 * The incomplete gamma and beta functions, which the tails of counts and ratios are made of. Relative error below 1e-10
 * for the arguments met here.
 */
public final class GammaFunctions {

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-15;
    private static final int MOST_TERMS = 10_000;

    private GammaFunctions() {}

    /** Returns the logarithm of the gamma function of {@code x > 0} (C. Lanczos, SIAM J. Numer. Anal. B 1, 1964). */
    public static double logGamma(double x) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("x must be above 0, was " + x);
        }
        if (x < 0.5) {
            return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * StrictMath.log(2 * Math.PI) + (x - 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    /**
     * Returns the regularised lower incomplete gamma function P(a, x): the probability that a Poisson variable of mean
     * {@code x} is at least {@code a} (Abramowitz and Stegun 6.5.29 and 6.5.31).
     *
     * @param a above 0
     * @param x at least 0
     */
    public static double lowerGamma(double a, double x) {
        requireArguments(a > 0 && x >= 0, a, x);
        if (x == 0) {
            return 0;
        }
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
    }

    /** Returns 1 - {@link #lowerGamma}, without its cancellation. */
    public static double upperGamma(double a, double x) {
        requireArguments(a > 0 && x >= 0, a, x);
        if (x == 0) {
            return 1;
        }
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
    }

    /**
     * Returns the regularised incomplete beta function I_x(a, b) (Abramowitz and Stegun 26.5.8): for integers the
     * probability that a binomial variable of {@code a + b - 1} attempts with chance {@code x} is at least {@code a}.
     *
     * @param x in {@code [0, 1]}
     * @param a above 0
     * @param b above 0
     */
    public static double beta(double x, double a, double b) {
        requireArguments(a > 0 && b > 0, a, b);
        if (!(x > 0)) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? Math.min(1, front * betaFraction(x, a, b) / a)
                : Math.max(0, 1 - front * betaFraction(1 - x, b, a) / b);
    }

    private static double gammaSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return Math.min(1, sum * StrictMath.exp(-x + a * StrictMath.log(x) - logGamma(a)));
    }

    /** Modified Lentz. */
    private static double gammaFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < MOST_TERMS; i++) {
            double top = -i * (i - a);
            b += 2;
            d = 1 / notZero(top * d + b);
            c = notZero(b + top / c);
            double factor = d * c;
            h *= factor;
            if (Math.abs(factor - 1) < ENOUGH) {
                break;
            }
        }
        return Math.min(1, h * StrictMath.exp(-x + a * StrictMath.log(x) - logGamma(a)));
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < ENOUGH) {
                break;
            }
        }
        return h;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static void requireArguments(boolean fine, double first, double second) {
        if (!fine) {
            throw new IllegalArgumentException("arguments must be positive, were " + first + " and " + second);
        }
    }
}
