package io.throughline.correlation.anomaly;

/** What the next row is expected to be from the two before it: autoregression by recursive least squares. */
final class NoveltyForecast {

    private static final int WARM_UP = 20;
    private static final double FORGETTING = 0.9995;
    private static final double PRIOR = 100;
    private static final double MOST_COVARIANCE = 1e4;
    /** An error counts at most as this when it is learned from. */
    private static final double MOST_LEARNED = 1;

    private double one = 1;
    private double two;
    private double covarianceOne = PRIOR;
    private double covarianceBoth;
    private double covarianceTwo = PRIOR;
    private double last;
    private double beforeLast;
    private long taken;

    /** Takes a row; returns how far it is from what was expected, in units of the scale. */
    double accept(double value, NoveltyUnits units) {
        double error = 0;
        if (taken > WARM_UP) {
            double x = units.in(last - units.centre());
            double y = units.in(beforeLast - units.centre());
            error = units.in(value - units.centre()) - one * x - two * y;
            learn(x, y, Math.max(-MOST_LEARNED, Math.min(MOST_LEARNED, error)));
        }
        beforeLast = last;
        last = value;
        taken++;
        return error;
    }

    private void learn(double x, double y, double error) {
        double gainOne = covarianceOne * x + covarianceBoth * y;
        double gainTwo = covarianceBoth * x + covarianceTwo * y;
        double divisor = FORGETTING + gainOne * x + gainTwo * y;
        one += gainOne / divisor * error;
        two += gainTwo / divisor * error;
        covarianceOne = (covarianceOne - gainOne * gainOne / divisor) / FORGETTING;
        covarianceBoth = (covarianceBoth - gainOne * gainTwo / divisor) / FORGETTING;
        covarianceTwo = (covarianceTwo - gainTwo * gainTwo / divisor) / FORGETTING;
        if (!(covarianceOne + covarianceTwo < MOST_COVARIANCE)) {
            covarianceOne = PRIOR;
            covarianceBoth = 0;
            covarianceTwo = PRIOR;
        }
        if (Double.isNaN(one) || Double.isNaN(two)) {
            one = 1;
            two = 0;
        }
    }
}
