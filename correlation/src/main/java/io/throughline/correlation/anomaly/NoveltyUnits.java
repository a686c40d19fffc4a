package io.throughline.correlation.anomaly;

/**
 * A value in units of its series: from the median of all rows so far, over the range of the middle four fifths of them; as
 * it is, or tamed, so that a series of bursts does not consist of bursts alone.
 */
final class NoveltyUnits {

    private static final double STRETCH = 3;
    private static final double MOST = 1e9;

    private final RunningQuantile low = new RunningQuantile(0.1);
    private final RunningQuantile middle = new RunningQuantile(0.5);
    private final RunningQuantile high = new RunningQuantile(0.9);
    private double centre;
    private double scale;
    private double tamed;

    void accept(double value) {
        centre = middle.value();
        if (Double.isNaN(centre)) {
            centre = value;
        }
        scale = high.value() - low.value();
        if (!(scale > 0)) {
            scale = Math.max(Double.MIN_NORMAL, high.greatest() - low.least());
        }
        double size = in(value - centre);
        double log = StrictMath.log1p(STRETCH * Math.abs(size)) / 6;
        tamed = size < 0 ? -log : log;
        low.add(value);
        middle.add(value);
        high.add(value);
    }

    /** Returns a difference in units of the scale; 0 where there is none to speak of. */
    double in(double difference) {
        double size = difference / scale;
        return Math.abs(size) < MOST ? size : 0;
    }

    double centre() {
        return centre;
    }

    double scale() {
        return scale;
    }

    /** Returns the logarithm of one and three times the last value in units, over three, with its sign. */
    double tamed() {
        return tamed;
    }
}
