package io.throughline.correlation.anomaly;

/**
 * How rare a size is among all sizes so far. In its upper tail the sizes are taken to fall off exponentially, with
 * their own mean excess, so that a size which never occurred has a rarity too (the peaks over a threshold of Siffer et al.,
 * KDD 2017, with shape 0). Sizes are counted in bins of an eighth of an octave.
 */
final class UpperTail {

    private static final int SHIFT = 49;
    private static final int PER_OCTAVE = 8;
    private static final int OCTAVES = 60;
    private static final int BINS = OCTAVES * PER_OCTAVE;
    private static final long FIRST = (1023L - OCTAVES / 2) << 3;
    private static final int REFRESH_ROWS = 32;
    /**
     * What an earlier size counts at most: from about a quarter of the usual range on, more is more evidence, however wild
     * the series was before.
     */
    private static final double CEILING = 0.28;

    private static final double LEAST_EXCESS = 0.1;
    private static final double LN_TEN = StrictMath.log(10);

    private final double share;
    private final double logShare;
    private final int[] counts = new int[BINS];
    private int total;
    private int highest;
    private double threshold;
    private double excess;

    /** @param share of the sizes that make the tail */
    UpperTail(double share) {
        this.share = share;
        this.logShare = -StrictMath.log10(share);
    }

    /** Returns how many powers of ten a size is beyond the usual; 0 below the tail. */
    double rarity(double size) {
        if (!(size > threshold)) {
            return 0;
        }
        return (size - threshold) / excess / LN_TEN + logShare;
    }

    void add(double size) {
        int bin = bin(Math.min(CEILING, size));
        counts[bin]++;
        highest = Math.max(highest, bin);
        total++;
        if (total % REFRESH_ROWS == 0 || total < REFRESH_ROWS) {
            refresh();
        }
    }

    private void refresh() {
        double wanted = share * total;
        double above = 0;
        double sum = 0;
        int bin = highest;
        while (bin > 0 && above + counts[bin] < wanted) {
            above += counts[bin];
            sum += counts[bin] * middle(bin);
            bin--;
        }
        threshold = middle(bin);
        excess = Math.max(above > 0 ? sum / above - threshold : 0, LEAST_EXCESS * threshold + 1e-12);
    }

    private static int bin(double size) {
        long place = (Double.doubleToRawLongBits(size) >>> SHIFT) - FIRST;
        return (int) Math.max(0, Math.min(BINS - 1, place));
    }

    private static double middle(int bin) {
        if (bin == 0) {
            return 0;
        }
        double lower = Double.longBitsToDouble((bin + FIRST) << SHIFT);
        double upper = Double.longBitsToDouble((bin + 1 + FIRST) << SHIFT);
        return (lower + upper) / 2;
    }
}
