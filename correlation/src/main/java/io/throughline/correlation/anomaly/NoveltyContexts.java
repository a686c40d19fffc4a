package io.throughline.correlation.anomaly;

/**
 * How new the succession of values is. Means of a few rows become one of six symbols by the range seen so far; for each of
 * the last symbols' contexts, up to a longest, it is looked up whether the context is known and how often this symbol came
 * next, as in a variable-order Markov model (compare the contextual anomaly detector of Smirnov in the Numenta Anomaly
 * Benchmark). Counts are kept in a table of fixed size, in which few of them meet by chance.
 */
final class NoveltyContexts {

    private static final int SYMBOLS = 6;
    private static final int RANGE_SAMPLES = 60;
    private static final int SLOTS = 1 << 13;
    private static final double KNOWN_WEIGHT = 0.5;
    private static final double TAIL = 0.02;

    private final int rowsOfSample;
    private final int longest;
    private final int[] recent;
    private final char[] contexts = new char[SLOTS];
    private final char[] successions = new char[SLOTS];
    private final double[] newness;
    private final UpperTail tail = new UpperTail(TAIL);
    private double sum;
    private int rows;
    private int samples;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private int known;
    private double current;
    private double windowed;
    private long taken;

    NoveltyContexts(int rowsOfSample, int longest, int samplesOfWindow) {
        this.rowsOfSample = rowsOfSample;
        this.longest = longest;
        this.recent = new int[longest];
        this.newness = new double[samplesOfWindow * rowsOfSample];
    }

    /** Takes a row; returns how many powers of ten the newness of the last ones is beyond the usual. */
    double accept(double value) {
        sum += value;
        if (++rows == rowsOfSample) {
            sample(sum / rows);
            sum = 0;
            rows = 0;
        }
        int place = (int) (taken % newness.length);
        windowed += current - newness[place];
        newness[place] = current;
        taken++;
        if (place == 0) {
            recompute();
        }
        if (samples <= RANGE_SAMPLES || taken < newness.length + (long) RANGE_SAMPLES * rowsOfSample) {
            return 0;
        }
        double mean = Math.max(0, windowed / newness.length);
        double rarity = tail.rarity(mean);
        tail.add(mean);
        return rarity;
    }

    /** Rounding must not add up. */
    private void recompute() {
        windowed = 0;
        for (double each : newness) {
            windowed += each;
        }
    }

    private void sample(double value) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        if (++samples <= RANGE_SAMPLES) {
            return;
        }
        int symbol = high > low ? (int) Math.min(SYMBOLS - 1, Math.floor((value - low) / (high - low) * SYMBOLS)) : 0;
        double total = 0;
        int hash = 0;
        for (int order = 1; order <= known; order++) {
            hash = hash * 31 + recent[order - 1] + 1;
            int context = slot(hash * 7 + order);
            int succession = slot((hash * 7 + order) * 61 + symbol + 1);
            int seen = contexts[context];
            int followed = successions[succession];
            total += followed == 0 || seen == 0 ? 1 : KNOWN_WEIGHT * (1 - Math.min(1, followed / (double) seen));
            count(contexts, context);
            count(successions, succession);
        }
        current = known == 0 ? 0 : total / known;
        System.arraycopy(recent, 0, recent, 1, longest - 1);
        recent[0] = symbol;
        known = Math.min(longest, known + 1);
    }

    private static void count(char[] counts, int slot) {
        if (counts[slot] < Character.MAX_VALUE) {
            counts[slot]++;
        }
    }

    /** Mixes all bits of a hash (Stafford, variant 13, shortened to 32 bits). */
    private static int slot(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
        mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
        return (mixed ^ (mixed >>> 16)) & (SLOTS - 1);
    }
}
