package io.throughline.correlation.changepoint;

/**
 * What it costs to describe stretches of a series by constants, lines and parabolas: the squares left over, as a share of
 * the series' variance and averaged over its dimensions, and what the parameters cost.
 */
final class Description {

    private static final int HIGHEST_DEGREE = 2;

    private final Sums[] sums;
    private final double[] weights;
    private final ChangePointConfig config;
    private final int degrees;

    /**
     * @param sums the dimensions
     * @param squares of each dimension about its mean, by which its share is taken; a dimension without any is left out
     * @param bent whether a stretch may be other than constant
     */
    Description(Sums[] sums, double[] squares, ChangePointConfig config, boolean bent) {
        this.sums = sums;
        this.weights = new double[sums.length];
        this.config = config;
        this.degrees = bent ? HIGHEST_DEGREE + 1 : 1;
        int varying = 0;
        for (double square : squares) {
            varying += square > 0 ? 1 : 0;
        }
        for (int i = 0; i < sums.length; i++) {
            weights[i] = squares[i] > 0 ? 1 / (squares[i] * varying) : 0;
        }
    }

    /** Returns how many kinds of course a stretch may take: those of degree 0, or also 1 and 2. */
    int degrees() {
        return degrees;
    }

    /**
     * Says which share of the variance is left unexplained by the best courses of a stretch.
     *
     * @param left filled with one share for each degree
     */
    void unexplained(int from, int to, double[] left) {
        for (int i = 0; i < degrees; i++) {
            left[i] = 0;
        }
        for (int i = 0; i < sums.length; i++) {
            if (weights[i] > 0) {
                sums[i].addAbout(from, to, weights[i], left);
            }
        }
    }

    /** Returns the share that is left by the best course of a degree. */
    double unexplained(int from, int to, int degree) {
        double[] left = new double[degrees];
        unexplained(from, to, left);
        return left[degree];
    }

    /** Returns what a course costs more than a constant, in units of a change. */
    double parameters(int degree) {
        return degree * config.slopePenalty();
    }

    /** Returns the length of a description: of the rows about their course, and of its parameters. */
    double length(double unexplained, double parameters, double rows) {
        return rows * StrictMath.log(unexplained + config.visible()) + parameters;
    }
}
