package io.throughline.correlation.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds excursions in scores: a cumulative sum (E. S. Page, Biometrika 41, 1954) raises the alarm, the likelihood ratio
 * of a shift in mean dates the onset back and bounds it, and hysteresis decides about the end.
 */
final class Excursions {

    /** Least allowance: half the least shift worth finding, in standard deviations. */
    static final double ALLOWANCE = 0.5;
    /** Where the least shift worth finding is farther away than this in both ways, scores are scaled down to it. */
    private static final double MOST_ALLOWANCE = 1.5;
    /** With the least allowance, independent normal scores raise one false alarm in about 20,000 steps. */
    static final double ALARM = 8;
    /** One step may not raise an alarm alone. */
    private static final double MOST = 6;

    private static final double LEAST = -4;
    /** Half the 95 % quantile of chi-squared with one degree of freedom, doubled: likelihood ratio bounds. */
    private static final double BOUND = 3.84;

    /** A single step beyond the first is hardly chance, beyond the second it may be. */
    private static final double FAR_OUT = 3;

    private static final double DOUBTFUL = 1.64;

    private static final int RECOVERY_STEPS = 5;
    /** How far after the alarm the data still tell about the onset: a small drift before must not hide the jump. */
    private static final int DATING_STEPS = 30;

    private final int[] at;
    private final double[] scores;
    private final double[] raw;
    private final double[] allowances;
    private final double[] alarms;

    private Excursions(double[] all, double[] allowed, double[] alarms, int from, int to, int sign) {
        int[] present = new int[to - from];
        double[] kept = new double[to - from];
        double[] unlimited = new double[to - from];
        double[] limits = new double[to - from];
        double[] levels = new double[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            double score = all[i];
            if (!Double.isNaN(score)) {
                present[n] = i;
                double allowance = allowed[i];
                limits[n] = Math.min(MOST_ALLOWANCE, allowance);
                levels[n] = alarms[i];
                unlimited[n] = sign * score * Math.min(1, 2 * MOST_ALLOWANCE / allowance);
                kept[n++] = limited(sign * score, allowance);
            }
        }
        this.at = Arrays.copyOf(present, n);
        this.scores = Arrays.copyOf(kept, n);
        this.raw = Arrays.copyOf(unlimited, n);
        this.allowances = Arrays.copyOf(limits, n);
        this.alarms = Arrays.copyOf(levels, n);
    }

    /**
     * Returns the excursions in one direction among the steps in {@code [from, to)}, in order.
     *
     * @param scores NaN without data
     * @param allowances half of what the least shift that matters would score
     * @param alarms height of the cumulative sum that is one
     */
    static List<Excursion> find(
            double[] scores, double[] allowances, double[] alarms, int from, int to, Direction direction) {
        int sign = direction == Direction.UP ? 1 : -1;
        // Most of the time nothing happens, and nothing need be kept.
        double sum = 0;
        int quiet = from;
        for (int i = from; i < to; i++) {
            sum = next(sum, sign * scores[i], allowances[i]);
            if (sum == 0) {
                quiet = i;
            } else if (sum > alarms[i]) {
                int start = before(scores, quiet, from);
                return new Excursions(scores, allowances, alarms, start, to, sign).find(direction);
            }
        }
        return List.of();
    }

    /** Returns the step from which on all that an excursion's dates depend on is there. */
    private static int before(double[] scores, int quiet, int from) {
        int start = quiet;
        for (int wanted = 2 * RECOVERY_STEPS; wanted > 0 && start > from; ) {
            start--;
            wanted -= Double.isNaN(scores[start]) ? 0 : 1;
        }
        return start;
    }

    /** Returns how high the cumulative sum rises within each hour of a history, or step if longer; NaN without data. */
    static double[] heights(double[] scores, double[] allowances, History history, Direction direction) {
        return Blocks.of(history, new Heights(scores, allowances, history, direction == Direction.UP ? 1 : -1)).figures;
    }

    /** Tells whether any height is greater than a limit. */
    static boolean reach(double[] heights, double limit) {
        for (double height : heights) {
            if (height > limit) {
                return true;
            }
        }
        return false;
    }

    /** Hours in ascending order. */
    private static final class Heights implements Blocks.Figure {

        private final double[] scores;
        private final double[] allowances;
        private final History history;
        private final int sign;
        private double sum;

        Heights(double[] scores, double[] allowances, History history, int sign) {
            this.scores = scores;
            this.allowances = allowances;
            this.history = history;
            this.sign = sign;
        }

        @Override
        public double of(int from, int to) {
            boolean whole = history.hasAll(from, to);
            double most = Double.NaN;
            for (int i = from; i < to; i++) {
                if (!whole && !history.has(i)) {
                    sum = 0;
                } else if (!Double.isNaN(scores[i])) {
                    sum = next(sum, sign * scores[i], allowances[i]);
                    most = most >= sum ? most : sum;
                }
            }
            return most;
        }
    }

    /** Returns the cumulative sum after a step, that before it if the step has no data. */
    private static double next(double sum, double score, double allowance) {
        if (Double.isNaN(score)) {
            return sum;
        }
        double drawn = allowance <= MOST_ALLOWANCE ? score : score * (MOST_ALLOWANCE / allowance);
        double step = (drawn > MOST ? MOST : drawn < LEAST ? LEAST : drawn)
                - (allowance < MOST_ALLOWANCE ? allowance : MOST_ALLOWANCE);
        double next = sum + step;
        return next > 0 ? next : 0;
    }

    private static double limited(double score, double allowance) {
        return Math.max(LEAST, Math.min(MOST, score * Math.min(1, MOST_ALLOWANCE / allowance)));
    }

    private List<Excursion> find(Direction direction) {
        List<Excursion> found = new ArrayList<>();
        double sum = 0;
        int quiet = -1;
        for (int p = 0; p < scores.length; p++) {
            sum = Math.max(0, sum + scores[p] - allowances[p]);
            if (sum == 0) {
                quiet = p;
            } else if (sum > alarms[p]) {
                int last = recovery(p, quiet);
                found.add(dated(direction, quiet + 1, Math.min(p + DATING_STEPS, last), last));
                p = last;
                quiet = p;
                sum = 0;
            }
        }
        return found;
    }

    private double height(int first, int last) {
        double sum = 0;
        double most = 0;
        for (int p = first; p <= last; p++) {
            sum = Math.max(0, sum + scores[p] - allowances[p]);
            most = Math.max(most, sum);
        }
        return most;
    }

    /** Returns the last position outside, or the last of all if it does not come back. */
    private int recovery(int alarm, int quiet) {
        double total = 0;
        int n = 0;
        double recent = 0;
        for (int p = quiet + 1; p < scores.length; p++) {
            total += scores[p];
            n++;
            recent += scores[p];
            if (n > RECOVERY_STEPS) {
                recent -= scores[p - RECOVERY_STEPS];
            }
            double mean = total / n;
            if (p >= alarm + RECOVERY_STEPS && recent / RECOVERY_STEPS < Math.max(allowances[p], mean / 4)) {
                return end(quiet + 1, alarm, p, Math.max(allowances[p], mean / 2));
            }
        }
        return scores.length - 1;
    }

    /** Dates the end: up to there the scores are nearer to the excursion's mean than to normal, after it not. */
    private int end(int first, int alarm, int until, double middle) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        int last = alarm;
        for (int p = first; p <= until; p++) {
            sum += scores[p] - middle;
            if (p >= alarm && sum >= most) {
                most = sum;
                last = p;
            }
        }
        return last;
    }

    /** Dates the shift that begins between two positions: it is there where the likelihood ratio is greatest. */
    private Excursion dated(Direction direction, int first, int until, int last) {
        double[] ratios = new double[until + 1 - first];
        double sum = 0;
        int best = first;
        for (int p = until; p >= first; p--) {
            sum += scores[p];
            ratios[p - first] = sum <= 0 ? 0 : sum * sum / (until - p + 1);
            if (ratios[p - first] >= ratios[best - first] || p == until) {
                best = p;
            }
        }
        int earliest = best;
        int latest = best;
        for (int p = first; p <= until; p++) {
            if (ratios[best - first] - ratios[p - first] <= BOUND) {
                earliest = Math.min(earliest, p);
                latest = Math.max(latest, p);
            }
        }
        // The step in which it began is affected in part only; what is far out by itself is no longer normal.
        if (best > 0 && raw[best - 1] >= FAR_OUT) {
            best--;
        }
        earliest = Math.min(earliest, best);
        if (earliest > 0 && raw[earliest - 1] >= DOUBTFUL) {
            earliest--;
        }
        boolean open = last == scores.length - 1 && !isBack();
        // What was not measured may hold the onset: it lies after the last step that is known to have been normal.
        int from = earliest == 0 ? at[0] : at[earliest - 1] + 1;
        return new Excursion(direction, at[best], from, at[latest], at[last] + 1, open, height(first, last));
    }

    private boolean isBack() {
        int from = Math.max(0, scores.length - RECOVERY_STEPS);
        double sum = 0;
        for (int p = from; p < scores.length; p++) {
            sum += scores[p];
        }
        return sum / Math.max(1, scores.length - from) < ALLOWANCE;
    }
}
