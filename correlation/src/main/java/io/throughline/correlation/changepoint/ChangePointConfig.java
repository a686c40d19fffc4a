package io.throughline.correlation.changepoint;

/**
 * What counts as a change of course.
 *
 * @param minRows rows that a stretch between two changes must have at least, above 1
 * @param penalty what one change costs, in units of the logarithm of the number of rows: it must lower the description
 *     length of the series by more (3 for a level, its place and a scale would be the least by Zhang and Siegmund, 2007)
 * @param slopePenalty what a stretch costs more if its course is a line instead of a constant, as a share of the penalty;
 *     twice as much if it is a parabola
 * @param visible share of the series' variance below which what is left unexplained does not matter: a smooth curve is
 *     not cut into ever smaller pieces
 */
public record ChangePointConfig(int minRows, double penalty, double slopePenalty, double visible) {

    public ChangePointConfig {
        if (minRows < 2) {
            throw new IllegalArgumentException("minRows must be at least 2, was " + minRows);
        }
        if (!(penalty > 0) || !(slopePenalty >= 0) || !(visible > 0 && visible < 1)) {
            throw new IllegalArgumentException("penalty must be above 0, slopePenalty at least 0 and visible in (0, 1),"
                    + " were " + penalty + ", " + slopePenalty + ", " + visible);
        }
    }

    /** Returns what holds for all series. */
    public static ChangePointConfig defaults() {
        return new ChangePointConfig(5, 3.5, 0.3, 0.05);
    }
}
