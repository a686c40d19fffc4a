package io.throughline.correlation.discord;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the stretch of a series that is least like anything before it (the left discord of Lu, Wu, Mueen, Zuluaga and
 * Keogh, "Matrix Profile XXIV", KDD 2022), over windows of half a period, one and two.
 */
public final class Discords {

    private Discords() {}

    /**
     * Returns the strangest stretch after the normal rows. Rows less than a {@link DiscordDetector#lookAhead()} before
     * the end are not judged.
     *
     * @param values the series; NaN is a missing value
     * @param normalRows number of rows at the beginning that are known to be normal, in {@code [1, values.length]}
     * @return empty if there are too few rows to judge
     * @throws IllegalArgumentException if {@code normalRows} is out of range
     */
    public static Optional<Discord> search(double[] values, int normalRows, DiscordConfig config) {
        if (normalRows < 1 || normalRows > values.length) {
            throw new IllegalArgumentException("normalRows must be in [1, " + values.length + "], was " + normalRows);
        }
        DiscordDetector detector = new DiscordDetector(Arrays.copyOf(values, normalRows), config);
        for (int i = normalRows; i < values.length; i++) {
            detector.accept(values[i]);
        }
        return detector.strangest();
    }
}
