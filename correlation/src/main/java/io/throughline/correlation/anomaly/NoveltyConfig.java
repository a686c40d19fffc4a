package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * When a series counts as having entered something it never showed.
 *
 * @param warmUpRows rows from which nothing is concluded at all
 * @param threshold evidence that the first alarm needs: the mean square root of how many powers of ten the parts of the
 *     evidence are beyond what was usual
 * @param caution by how much an alarm raises the threshold, as a share of it, for each threshold that its evidence reached,
 *     at most three: who alarmed often needs more evidence
 * @param forgetting time in which what an alarm raised falls by half, in rows
 * @param quietRows rows after an alarm in which there is no other
 * @param quietShare the same as a share of all rows so far; the longer counts
 */
public record NoveltyConfig(
        int warmUpRows, double threshold, double caution, double forgetting, int quietRows, double quietShare) {

    public NoveltyConfig {
        if (warmUpRows < 1 || quietRows < 0) {
            throw new IllegalArgumentException(
                    "warmUpRows must be positive and quietRows at least 0, were " + warmUpRows + ", " + quietRows);
        }
        if (!(threshold > 0) || !(caution >= 0) || !(forgetting > 0) || !(quietShare >= 0)) {
            throw new IllegalArgumentException(
                    "threshold and forgetting must be above 0, caution and quietShare at least" + " 0, were "
                            + threshold + ", " + forgetting + ", " + caution + ", " + quietShare);
        }
    }

    /** Returns what holds for all series. */
    public static NoveltyConfig defaults() {
        return new NoveltyConfig(150, 0.3, 0.45, 8000, 100, 0.03);
    }

    static int rowsOfDay(Duration step) {
        Objects.requireNonNull(step, "step");
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step must be positive, was " + step);
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.round(Duration.ofDays(1).toMillis() / (double) step.toMillis()));
    }
}
