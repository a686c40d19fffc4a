package io.throughline.correlation.anomaly;

/**
 * How large the deviations of a series normally are, as the standard deviation of the normal distribution with the same
 * tail: a high quantile of their magnitudes. Early on, as many as one row in ten may belong to incidents, so the quantile
 * is that of nine rows in ten; with the evidence it moves, geometrically, to that of 99 in a hundred. Magnitudes are
 * counted in bins a quarter of an octave wide and are forgotten exponentially.
 */
final class TailScale {

    private static final double HALF_LIFE = 6000;
    private static final double BODY = 0.9;
    private static final double TAIL = 0.99;
    /** Rows after which body and tail count alike. */
    private static final double EVIDENCE = 1000;
    /** Two-sided quantile of the standard normal distribution. */
    private static final double NORMAL_TAIL = 2.5758;

    private static final int BINS = 128;
    private static final int BINS_BELOW_UNIT = 88;
    /** Leaves a double's exponent and the first two bits of its fraction. */
    private static final int SHIFT = 50;

    private static final long UNIT_BITS = Double.doubleToRawLongBits(1) >>> SHIFT;
    private static final double GROWTH = StrictMath.pow(2, 1 / HALF_LIFE);
    private static final double RENORMALISE = 1e9;
    private static final int SOON = 256;
    private static final int EVERY = 32;

    private final double[] weights = new double[BINS];
    private double weight = 1;
    private double total;
    private double unit;
    private int sinceRead;
    private double scale;

    /** @param magnitude finite and not negative */
    void add(double magnitude) {
        if (unit == 0) {
            unit = magnitude;
        }
        weights[bin(magnitude)] += weight;
        total += weight;
        weight *= GROWTH;
        if (weight > RENORMALISE) {
            renormalise();
        }
        if (++sinceRead >= EVERY || total < SOON * weight) {
            sinceRead = 0;
            scale = read();
        }
    }

    /** Returns the scale; 0 as long as hardly any magnitude was above 0. */
    double scale() {
        return scale;
    }

    private double read() {
        if (unit == 0) {
            return 0;
        }
        double body = 0;
        double below = 0;
        double wanted = BODY * total;
        boolean inBody = true;
        for (int i = 0; i < BINS; i++) {
            double upTo = below + weights[i];
            if (inBody && upTo >= wanted) {
                body = within(i, below, wanted);
                inBody = false;
                wanted = TAIL * total;
            }
            if (!inBody && upTo >= wanted) {
                return blend(body, within(i, below, wanted));
            }
            below = upTo;
        }
        return blend(body, lowerEdge(BINS) * unit);
    }

    private double blend(double body, double tail) {
        if (body == 0) {
            return tail / NORMAL_TAIL;
        }
        double rows = total / weight;
        double trust = rows / (rows + EVIDENCE);
        return body / NORMAL_TAIL * StrictMath.exp(trust * StrictMath.log(tail / body));
    }

    /** Linear within the bin. */
    private double within(int bin, double below, double wanted) {
        if (bin == 0) {
            return 0;
        }
        double low = lowerEdge(bin);
        return unit * (low + (lowerEdge(bin + 1) - low) * Math.min(1, (wanted - below) / weights[bin]));
    }

    private void renormalise() {
        for (int i = 0; i < BINS; i++) {
            weights[i] /= weight;
        }
        total /= weight;
        weight = 1;
    }

    private int bin(double magnitude) {
        if (magnitude == 0) {
            return 0;
        }
        long bin = (Double.doubleToRawLongBits(magnitude / unit) >>> SHIFT) - UNIT_BITS + BINS_BELOW_UNIT;
        return (int) Math.max(1, Math.min(BINS - 1, bin));
    }

    private static double lowerEdge(int bin) {
        return Double.longBitsToDouble((bin - BINS_BELOW_UNIT + UNIT_BITS) << SHIFT);
    }
}
