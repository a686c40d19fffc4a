package io.throughline.correlation.detect;

import io.throughline.correlation.statistics.Autocorrelation;
import io.throughline.correlation.statistics.Medians;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts a signal beside its own normal, step by step, each step beside a {@link Baseline} that was made before it. Scores
 * are about standard normal while nothing happens: each model stabilises the variance, and what the history varies more
 * than its model, and longer than from step to step, is divided out. Not thread-safe.
 */
final class Baseliner {

    private static final double SCORE_LIMIT = 3;
    /** What was away for more of the history than this is part of its normal. */
    private static final double MOST_ASIDE = 0.4;
    /** Excursions as frequent as this are how the series is, and no incidents. */
    private static final long RECURRING = Blocks.DAY / 2;

    private static final int FEW = 3;

    private final DetectionConfig config;
    private final Signal signal;
    private final Renewals renewals;
    private final int first;
    private final TreeMap<Integer, Baseline> made = new TreeMap<>();
    /** To measure the history in, again and again; what is there now is beside the latest baseline, up to its step. */
    private final Columns scratch;
    /** Step of the latest baseline. */
    private int latest = -1;

    Baseliner(DetectionConfig config, Signal signal) {
        this.config = config;
        this.signal = signal;
        this.renewals = Renewals.of(signal, config.minBaselinePoints());
        this.first = signal.firstPresent();
        this.scratch = new Columns(signal.model, signal.grid.size());
    }

    /** Tells whether there is too little to make a baseline of. */
    boolean isLearning() {
        return renewals.isEmpty();
    }

    /** Returns the first step that can be put beside a baseline. */
    int firstScanned() {
        return renewals.first();
    }

    /** Returns the signal beside its baselines from a step on; before it, beside the first of these. */
    Deviations from(int scanFrom) {
        int size = signal.grid.size();
        Columns columns = new Columns(signal.model, size);
        TreeMap<Integer, Baseline> used = new TreeMap<>();
        int at = renewals.holdingAt(scanFrom);
        int start = first;
        while (start < size) {
            int end = renewals.after(at, size);
            Baseline baseline = made.get(at);
            if (baseline == null) {
                baseline = make(at, end);
                made.put(at, baseline);
            }
            used.put(start, baseline);
            int measured = start < at && at == latest ? known(columns, start, at) : start;
            baseline.yardstick().measure(columns, measured, end);
            scale(columns, measured, end, baseline.inflation());
            start = end;
            at = end;
        }
        return new Deviations(signal, columns, used, scanFrom);
    }

    /** Lets go of what only further deviations are made of. */
    void forget() {
        made.values().forEach(baseline -> baseline.yardstick().forget());
    }

    /** Copies what was measured of the history when its baseline was made. */
    private int known(Columns columns, int from, int to) {
        scratch.copy(columns, from, to);
        return to;
    }

    private Baseline make(int to, int until) {
        History history = new History(signal.grid, first, to, new BitSet());
        Yardstick yardstick = Yardstick.of(signal, history, until, config);
        Columns columns = scratch;
        yardstick.measure(columns, first, to);
        double deviation = Medians.deviation(Arrays.copyOfRange(columns.scores, first, to), 0);
        BitSet aside = earlierExcursions(columns, history, deviation);
        if (!aside.isEmpty()) {
            history = history.without(aside);
            yardstick = Yardstick.of(signal, history, until, config);
            yardstick.measure(columns, first, to);
            deviation = Double.NaN;
        }
        double[] kept = Arrays.copyOf(columns.scores, to);
        double items = 0;
        int support = 0;
        for (int i = first; i < to; i++) {
            if (!history.has(i)) {
                kept[i] = Double.NaN;
            } else if (!Double.isNaN(kept[i])) {
                support++;
                items += Double.isNaN(columns.attempts[i]) ? columns.items[i] : columns.attempts[i];
            }
        }
        double persistence = 0;
        double inflation = 1;
        if (signal.model != Model.UTILIZATION) {
            double spread = spread(kept, first, to, deviation);
            persistence =
                    Math.max(0, Math.min(0.9, Autocorrelation.ofNeighbours(kept, first, to, SCORE_LIMIT * spread)));
            inflation = spread * Math.sqrt((1 + persistence) / (1 - persistence));
        }
        scale(columns, first, to, inflation);
        double[] up = Excursions.heights(columns.scores, columns.relevant, history, Direction.UP);
        double[] down = Excursions.heights(columns.scores, columns.relevant, history, Direction.DOWN);
        latest = to;
        return new Baseline(
                yardstick,
                history,
                inflation,
                persistence,
                Calibration.of(up),
                Calibration.of(down),
                Runs.calibration(columns.scores, history, Direction.UP),
                Runs.calibration(columns.scores, history, Direction.DOWN),
                habits(columns, history, up, Direction.UP),
                habits(columns, history, down, Direction.DOWN),
                support,
                items);
    }

    private Habits habits(Columns columns, History history, double[] heights, Direction direction) {
        if (history.asideMillis() == 0 && !Excursions.reach(heights, Excursions.ALARM)) {
            return Habits.NONE;
        }
        double[] alarms = new double[history.to];
        Arrays.fill(alarms, Excursions.ALARM);
        List<Excursion> found =
                Excursions.find(columns.scores, columns.relevant, alarms, history.from, history.to, direction);
        return Habits.of(found, signal, columns, history);
    }

    /** Earlier excursions must not teach themselves in, unless they are what the series does all the time. */
    private BitSet earlierExcursions(Columns columns, History history, double deviation) {
        double scale = Math.max(1, deviation);
        double[] scores = Arrays.copyOf(columns.scores, history.to);
        for (int i = history.from; i < history.to; i++) {
            scores[i] /= scale;
        }
        double[] allowances = new double[history.to];
        double[] alarms = new double[history.to];
        Arrays.fill(allowances, 1);
        Arrays.fill(alarms, 2 * Excursions.ALARM);
        BitSet aside = new BitSet();
        int count = 0;
        for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
            for (Excursion excursion :
                    Excursions.find(scores, allowances, alarms, history.from, history.to, direction)) {
                aside.set(excursion.earliest(), excursion.end());
                count++;
            }
        }
        boolean recurring = count > Math.max(FEW, history.millis() / RECURRING);
        boolean most = aside.cardinality() > MOST_ASIDE * (history.to - history.from);
        return recurring || most ? new BitSet() : aside;
    }

    private static void scale(Columns columns, int from, int to, double inflation) {
        for (int i = from; i < to; i++) {
            columns.scores[i] /= inflation;
            double half = columns.relevant[i] / inflation / 2;
            columns.relevant[i] = half > Excursions.ALLOWANCE ? half : Excursions.ALLOWANCE;
        }
    }

    /** At least one: a history that varies less than its model is luck or quantisation. */
    private static double spread(double[] scores, int from, int to, double deviation) {
        double robust =
                Double.isNaN(deviation) ? Medians.deviation(Arrays.copyOfRange(scores, from, to), 0) : deviation;
        double squares = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(scores[i])) {
                double limited = Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, scores[i]));
                squares += limited * limited;
                n++;
            }
        }
        return Math.max(1, Math.max(robust, n == 0 ? 1 : Math.sqrt(squares / n)));
    }
}
