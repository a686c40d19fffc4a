package io.throughline.correlation.detect;

import java.util.List;

/**
 * Excursions that a series makes again and again, so that one more of their kind is no news: queues that fill at each wave
 * of requests, a pool that grows and shrinks. One like it may have been an incident; what came every other day is how the
 * series is. An excursion is news if it is twice as far out as those, or twice as much in all.
 */
final class Habits {

    static final Habits NONE = new Habits(new double[0], new double[0], 1);

    private static final double SCORE_LIMIT = 37;
    private static final int FEW = 2;
    private static final double EVERY = 2.0 * Blocks.DAY;
    private static final double TWICE = 2;

    /** Mean distance of each from the baseline, and their sums. */
    private final double[] distances;

    private final double[] sums;
    private final int often;

    private Habits(double[] distances, double[] sums, int often) {
        this.distances = distances;
        this.sums = sums;
        this.often = often;
    }

    /** Returns the habits of a history in which these excursions were found. */
    static Habits of(List<Excursion> excursions, Signal signal, Columns columns, History history) {
        int n = excursions.size();
        int often = Math.max(FEW, (int) Math.ceil(history.millis() / EVERY));
        // Full is full, however often it was.
        if (n < often || signal.model == Model.UTILIZATION) {
            return NONE;
        }
        double[] distances = new double[n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            Excursion excursion = excursions.get(i);
            distances[i] = distance(signal, columns, excursion);
            sums[i] = distances[i] * length(excursion);
        }
        return new Habits(distances, sums, often);
    }

    /** Tells whether an excursion is one more of those. */
    boolean know(Excursion excursion, Signal signal, Columns columns) {
        if (distances.length == 0) {
            return false;
        }
        double distance = distance(signal, columns, excursion);
        int alike = 0;
        for (int i = 0; i < distances.length; i++) {
            boolean asFar = TWICE * distances[i] >= distance;
            alike += asFar && TWICE * sums[i] >= distance * length(excursion) ? 1 : 0;
        }
        return alike >= often;
    }

    private static int length(Excursion excursion) {
        return excursion.end() - excursion.onset();
    }

    private static double distance(Signal signal, Columns columns, Excursion excursion) {
        // All may be slower than the threshold, so that scores do not grow any more; how much slower still tells.
        boolean slowness = signal.model == Model.DISTRIBUTION;
        double sum = 0;
        int n = 0;
        for (int i = excursion.onset(); i < excursion.end(); i++) {
            if (!Double.isNaN(columns.scores[i])) {
                sum += slowness
                        ? StrictMath.log(Math.max(1e-9, signal.figureAt(i)) / Math.max(1e-9, columns.expected[i]))
                        : Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, columns.scores[i]));
                n++;
            }
        }
        return Math.abs(sum) / Math.max(1, n);
    }
}
