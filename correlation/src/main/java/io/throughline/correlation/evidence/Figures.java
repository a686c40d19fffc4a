package io.throughline.correlation.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Writes numbers the same on every machine and Java version, which {@link Double#toString(double)} does not: it changed
 * in Java 19.
 */
public final class Figures {

    private static final MathContext CANONICAL = new MathContext(9, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** Returns the number with at most nine significant digits, as JSON takes it. */
    public static String canonical(double value) {
        return written(value, CANONICAL);
    }

    /** Returns the number with at most the given significant digits, for sentences. */
    public static String rounded(double value, int digits) {
        return written(value, new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** Returns a duration in seconds for sentences: {@code 340 ms}, {@code 2.1 s}, {@code 12 min}. */
    public static String seconds(double value) {
        double size = Math.abs(value);
        if (size < 1) {
            return rounded(value * 1000, 3) + " ms";
        }
        if (size < 120) {
            return rounded(value, 3) + " s";
        }
        return size < 7200 ? rounded(value / 60, 3) + " min" : rounded(value / 3600, 3) + " h";
    }

    /** Returns a duration for sentences. */
    public static String seconds(Duration duration) {
        return seconds(duration.toMillis() / 1000.0);
    }

    /** Returns a share for sentences: {@code 0.934} as {@code 93.4 %}. */
    public static String percent(double share) {
        return rounded(share * 100, 3) + " %";
    }

    private static String written(double value, MathContext precision) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a figure must be finite, was " + value);
        }
        if (value == 0) {
            return "0";
        }
        // The exact binary value, rounded: no algorithm that differs between versions takes part.
        BigDecimal rounded = new BigDecimal(value).round(precision).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -6 && exponent <= 15 ? rounded.toPlainString() : rounded.toString();
    }
}
