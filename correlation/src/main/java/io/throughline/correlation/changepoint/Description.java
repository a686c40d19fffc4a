package io.throughline.correlation.changepoint;

/**
 * What it costs to describe stretches of a series by constants and lines: the squares left over, as a share of the
 * series' variance and averaged over its dimensions, and what the parameters cost.
 */
final class Description {

    private final Sums[] sums;
    private final double[] weights;
    private final ChangePointConfig config;
    private final boolean lines;

    /**
     * @param sums the dimensions
     * @param squares of each dimension about its mean, by which its share is taken; a dimension without any is left out
     * @param lines whether a stretch may be a line
     */
    Description(Sums[] sums, double[] squares, ChangePointConfig config, boolean lines) {
        this.sums = sums;
        this.weights = new double[sums.length];
        this.config = config;
        this.lines = lines;
        int varying = 0;
        for (double square : squares) {
            varying += square > 0 ? 1 : 0;
        }
        for (int i = 0; i < sums.length; i++) {
            weights[i] = squares[i] > 0 ? 1 / (squares[i] * varying) : 0;
        }
    }

    /** Returns the share of the variance that the best constant leaves unexplained. */
    double constant(int from, int to) {
        double left = 0;
        for (int i = 0; i < sums.length; i++) {
            left += weights[i] * sums[i].aboutConstant(from, to);
        }
        return left;
    }

    /** Returns the share of the variance that the best line leaves unexplained. */
    double line(int from, int to) {
        double left = 0;
        for (int i = 0; i < sums.length; i++) {
            left += weights[i] * sums[i].aboutLine(from, to);
        }
        return left;
    }

    /** Returns what a line costs more than a constant, in units of a change; infinite if there are to be no lines. */
    double slopeShare() {
        return lines ? config.slopePenalty() : Double.POSITIVE_INFINITY;
    }

    /** Returns the length of a description: of the rows about their course, and of its parameters. */
    double length(double unexplained, double parameters, double rows) {
        return rows * StrictMath.log(unexplained + config.visible()) + parameters;
    }
}
