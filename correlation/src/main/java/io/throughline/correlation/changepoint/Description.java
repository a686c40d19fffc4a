package io.throughline.correlation.changepoint;

/**
 * What it costs to describe stretches of a series by constants, lines and parabolas: the squares left over, as a share of
 * the series' variance and averaged over its dimensions, and what the parameters cost.
 */
final class Description {

    private static final int HIGHEST_DEGREE = 2;
    /** A walk's correlation of 1 is told from the 0.95 of what returns by no series that one can look at. */
    private static final double CERTAINTY = 0.9;

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

    /**
     * Returns the products of what neighbouring rows leave unexplained, as a share of the variance: with the squares, it
     * makes the autocorrelation of the rows about their course.
     *
     * @param changes first rows of all stretches but the first
     * @param courses the stretches' degrees
     */
    double products(int[] changes, int[] courses, int rows) {
        double products = 0;
        for (int i = 0; i < sums.length; i++) {
            if (weights[i] > 0) {
                products += weights[i] * sums[i].products(changes, courses, rows);
            }
        }
        return products;
    }

    /** Returns what a course costs more than a constant, in units of a change. */
    double parameters(int degree) {
        return degree * config.slopePenalty();
    }

    /**
     * Returns the length of rows about their course if each is told by its innovation, as an autoregression of the first
     * order: neighbours that share what is unexplained are no independent witnesses of a change.
     *
     * @param unexplained as a share of the variance
     * @param products of neighbours, likewise
     * @param visible share below which nothing matters, taken for independent noise
     */
    static double whitened(double unexplained, double products, double visible, double rows) {
        double left = unexplained + visible;
        double correlation = Math.max(0, products / left);
        return rows * StrictMath.log(left * (1 - CERTAINTY * correlation * correlation));
    }

    /** Returns the length of stretches, likewise; see {@link #products}. */
    double whitened(int[] changes, int[] courses, int rows) {
        double unexplained = 0;
        for (int i = 0; i < courses.length; i++) {
            int from = i == 0 ? 0 : changes[i - 1];
            int to = i == changes.length ? rows : changes[i];
            unexplained += unexplained(from, to, courses[i]);
        }
        return whitened(unexplained, products(changes, courses, rows), config.visible(), rows);
    }

    /** Returns the length of a description: of the rows about their course, and of its parameters. */
    double length(double unexplained, double parameters, double rows) {
        return rows * StrictMath.log(unexplained + config.visible()) + parameters;
    }
}
