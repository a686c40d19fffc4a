package io.throughline.correlation.anomaly;

/**
 * How large the values of a series of magnitudes are, with exponential forgetting: counts in bins a quarter of an octave
 * wide, from which any quantile is read.
 */
final class DecayingHistogram {

    private static final int BINS = 256;
    private static final int BINS_BELOW_UNIT = 192;
    /** A double's exponent and the first two bits of its fraction. */
    private static final int SHIFT = 50;

    private static final long UNIT_BITS = Double.doubleToRawLongBits(1) >>> SHIFT;
    private static final double RENORMALISE = 1e9;

    private final double[] weights = new double[BINS];
    private final double growth;
    private double weight = 1;
    private double total;
    private double unit;

    /** @param halfLife number of values after which one counts half */
    DecayingHistogram(double halfLife) {
        growth = StrictMath.pow(2, 1 / halfLife);
    }

    /** @param magnitude finite and not negative */
    void add(double magnitude) {
        if (unit == 0) {
            unit = magnitude;
        }
        weights[bin(magnitude)] += weight;
        total += weight;
        weight *= growth;
        if (weight > RENORMALISE) {
            for (int i = 0; i < BINS; i++) {
                weights[i] /= weight;
            }
            total /= weight;
            weight = 1;
        }
    }

    /** Returns a quantile, linear within its bin; 0 before the first value above 0. */
    double quantile(double share) {
        double wanted = share * total;
        double below = 0;
        for (int i = 0; i < BINS; i++) {
            if (weights[i] > 0 && below + weights[i] >= wanted) {
                double low = lowerEdge(i);
                return (low + (lowerEdge(i + 1) - low) * (wanted - below) / weights[i]) * (i == 0 ? 0 : unit);
            }
            below += weights[i];
        }
        return lowerEdge(BINS) * unit;
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
