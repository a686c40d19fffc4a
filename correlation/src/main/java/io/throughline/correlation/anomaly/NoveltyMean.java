package io.throughline.correlation.anomaly;

/** How rare the mean of the last rows is in this series, by its magnitude. */
final class NoveltyMean {

    private final WindowSums sums;
    private final int window;
    private final UpperTail tail;
    private long taken;

    /** @param share of the magnitudes that make the tail */
    NoveltyMean(int window, double share) {
        this.sums = new WindowSums(window);
        this.window = window;
        this.tail = new UpperTail(share);
    }

    /** Takes a row; returns how many powers of ten the mean is beyond the usual; 0 until two windows are seen. */
    double accept(double value) {
        sums.add(value);
        if (++taken <= 2L * window) {
            return 0;
        }
        double size = Math.abs(sums.mean());
        double rarity = tail.rarity(size);
        tail.add(size);
        return rarity;
    }
}
