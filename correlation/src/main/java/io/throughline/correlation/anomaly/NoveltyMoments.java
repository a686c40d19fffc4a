package io.throughline.correlation.anomaly;

/**
 * Level, rise, difference from the day before and scatter of the last rows, each by how rare it is in this series. Sizes
 * are in units of the range in which four fifths of all rows so far lie.
 */
final class NoveltyMoments {

    private static final int[] WINDOWS = {12, 48};
    private static final int LONGEST = 288;
    private static final double TAIL = 0.05;
    /** A day of more rows than this is not remembered. */
    private static final int MOST_ROWS_OF_DAY = 4096;

    private final int day;
    private final WindowSums[] sums = {new WindowSums(WINDOWS[0]), new WindowSums(WINDOWS[1]), new WindowSums(LONGEST)};
    /** The means of the last rows' windows. */
    private final double[][] means;

    private final RunningQuantile low = new RunningQuantile(0.1);
    private final RunningQuantile middle = new RunningQuantile(0.5);
    private final RunningQuantile high = new RunningQuantile(0.9);
    private final UpperTail[] tails = new UpperTail[9];
    private long taken;

    NoveltyMoments(int rowsOfDay) {
        day = rowsOfDay > MOST_ROWS_OF_DAY || rowsOfDay < 1 ? 0 : rowsOfDay;
        means = new double[WINDOWS.length][Math.max(day, WINDOWS[1]) + 1];
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new UpperTail(TAIL);
        }
    }

    /** Takes a row; returns the sum of the square roots of the capped rarities. */
    double accept(double value, double cap) {
        double centre = middle.value();
        double scale = high.value() - low.value();
        if (!(scale > 0)) {
            scale = Math.max(Double.MIN_NORMAL, high.greatest() - low.least());
        }
        for (WindowSums each : sums) {
            each.add(value);
        }
        int length = means[0].length;
        int place = (int) (taken % length);
        taken++;
        double evidence = 0;
        for (int i = 0; i < WINDOWS.length; i++) {
            int window = WINDOWS[i];
            double now = sums[i].mean();
            means[i][place] = now;
            if (taken > 2L * window) {
                evidence += part(tails[3 * i], (now - centre) / scale, cap);
                evidence += part(tails[3 * i + 1], (now - before(i, place, window)) / scale, cap);
                if (day > 0 && taken > (long) day + window) {
                    evidence += part(tails[3 * i + 2], (now - before(i, place, day)) / scale, cap);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            if (sums[i].isFull()) {
                evidence += part(tails[6 + i], sums[i].deviation() / scale, cap);
            }
        }
        low.add(value);
        middle.add(value);
        high.add(value);
        return evidence;
    }

    int parts() {
        return tails.length;
    }

    private double before(int window, int place, int ago) {
        int length = means[window].length;
        return means[window][(place - ago + length) % length];
    }

    private static double part(UpperTail tail, double signed, double cap) {
        double size = Math.abs(signed);
        double rarity = Math.min(cap, tail.rarity(size));
        tail.add(size);
        return Math.sqrt(rarity);
    }
}
