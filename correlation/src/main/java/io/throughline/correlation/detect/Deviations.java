package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A series beside its own baseline, step by step over the whole span: what the later stages compare. Immutable.
 */
public final class Deviations {

    private static final double PART_OF_THE_WAY = 0.25;
    /** What is told for being far out begins where it is. */
    private static final double HALF_OF_THE_WAY = 0.5;

    final Signal signal;
    /** Scores are divided by the inflation of their baseline. */
    final Columns columns;

    final int scanFrom;
    private final NavigableMap<Integer, Baseline> baselines;
    private final double persistence;

    Deviations(Signal signal, Columns columns, NavigableMap<Integer, Baseline> baselines, int scanFrom) {
        this(signal, columns, baselines, baselines.lastEntry().getValue().persistence(), scanFrom);
    }

    private Deviations(
            Signal signal,
            Columns columns,
            NavigableMap<Integer, Baseline> baselines,
            double persistence,
            int scanFrom) {
        this.signal = signal;
        this.columns = columns;
        this.baselines = baselines;
        this.persistence = persistence;
        this.scanFrom = scanFrom;
    }

    /** Returns what later stages ask for, without what only episodes are made of, which is most of it. */
    Deviations result() {
        return new Deviations(
                signal.figuresAlone(), columns.result(), Collections.emptyNavigableMap(), persistence, scanFrom);
    }

    /** Returns the baseline that a step is put beside. */
    Baseline baselineAt(int index) {
        Map.Entry<Integer, Baseline> entry = baselines.floorEntry(index);
        return (entry == null ? baselines.firstEntry() : entry).getValue();
    }

    /** Returns the excursions in one direction from the first scanned step on. */
    List<Excursion> excursions(Direction direction) {
        double[] alarms = alarms(direction);
        List<Excursion> found = Excursions.find(columns.scores, columns.relevant, alarms, scanFrom, size(), direction);
        return found.stream()
                .filter(excursion -> !baselineAt(excursion.onset()).knows(excursion, signal, columns))
                .toList();
    }

    private double[] alarms(Direction direction) {
        double[] alarms = new double[size()];
        long block = Math.max(Blocks.HOUR, stepMillis());
        for (Map.Entry<Integer, Baseline> entry : baselines.entrySet()) {
            int from = Math.max(scanFrom, entry.getKey());
            Integer next = baselines.higherKey(entry.getKey());
            int to = next == null ? size() : next;
            if (from < to) {
                Arrays.fill(
                        alarms,
                        from,
                        to,
                        entry.getValue().calibration(direction).alarm(block, Excursions.ALARM));
                lowered(alarms, from, to, entry.getValue().runs(direction).alarm(block, Runs.ALARM), direction);
            }
        }
        return alarms;
    }

    /** Tells whether three steps in a row of an excursion are farther out than three are by chance. */
    boolean isFarOut(Excursion excursion) {
        double far = baselineAt(excursion.onset())
                .runs(excursion.direction())
                .alarm(Math.max(Blocks.HOUR, stepMillis()), Runs.ALARM);
        return Runs.highest(columns.scores, excursion) >= far;
    }

    /** Where three steps in a row are farther out than three are by chance, the least alarm will do. */
    private void lowered(double[] alarms, int from, int to, double far, Direction direction) {
        if (signal.model == Model.DISTRIBUTION) {
            // More than all cannot be slow: such a score is never far out.
            return;
        }
        double[] runs = Runs.of(columns.scores, from, to, direction);
        for (int i = from; i < to; i++) {
            if (runs[i] >= far) {
                alarms[i] = Excursions.ALARM;
            }
        }
    }

    /** Tells whether there are no excursions from the first scanned step on. */
    boolean isQuiet() {
        return excursions(Direction.UP).isEmpty() && excursions(Direction.DOWN).isEmpty();
    }

    /** Returns the identity of what was looked at. */
    public SeriesKey key() {
        return signal.key;
    }

    /** Returns what the numbers speak of. */
    public SignalClass signalClass() {
        return signal.signalClass;
    }

    /** Returns the number of steps. */
    public int size() {
        return signal.grid.size();
    }

    /** Returns the epoch milliseconds at which a step begins. */
    public long timeAt(int index) {
        return signal.grid.timeAt(index);
    }

    /** Returns the length of a step in milliseconds. */
    public long stepMillis() {
        return signal.grid.step();
    }

    /** Returns how far the step lies from its baseline, in robust standard deviations; NaN without data. */
    public double scoreAt(int index) {
        return columns.scores[index];
    }

    /** Returns the autocorrelation of neighbouring scores in the history, in {@code [0, 1)}. */
    public double persistence() {
        return persistence;
    }

    /**
     * Returns the mean observed value over the mean expected one within a window, for counts and levels; 1 if there are
     * no data or nothing is expected.
     */
    public double ratioWithin(TimeWindow window) {
        double observed = 0;
        double usual = 0;
        for (int i = Math.max(0, indexOf(window.from()));
                i < size() && timeAt(i) < window.to().toEpochMilli();
                i++) {
            if (signal.isPresent(i)) {
                observed += signal.values[i];
                usual += columns.expected[i];
            }
        }
        return usual > 0 ? observed / usual : 1;
    }

    /** Returns the highest observed value within a window; NaN without data. */
    public double peakWithin(TimeWindow window) {
        double peak = Double.NaN;
        for (int i = Math.max(0, indexOf(window.from()));
                i < size() && timeAt(i) < window.to().toEpochMilli();
                i++) {
            if (signal.isPresent(i) && !(peak >= signal.values[i])) {
                peak = signal.values[i];
            }
        }
        return peak;
    }

    /** Tells whether the values are the share of a resource in use. */
    public boolean isUtilization() {
        return signal.model == Model.UTILIZATION;
    }

    /**
     * Dates a slowdown by its size: it begins where a good part of the way to its typical level is gone, on a logarithmic
     * scale, not where some lesser slowness began that was there before. That one stays within the bounds.
     */
    Excursion dated(Excursion excursion, Effect effect) {
        if (signal.signalClass != SignalClass.LATENCY || effect.ratio() <= 1 || effect.baseline() <= 0) {
            return excursion;
        }
        double part = signal.isMagnitude() ? HALF_OF_THE_WAY : PART_OF_THE_WAY;
        double enough = effect.baseline() * StrictMath.pow(effect.ratio(), part);
        int onset = excursion.onset();
        while (onset < excursion.end() && !(signal.values[onset] >= enough)) {
            onset++;
        }
        return onset == excursion.end()
                ? excursion
                : new Excursion(
                        excursion.direction(),
                        onset,
                        excursion.earliest(),
                        Math.max(onset, excursion.latest()),
                        excursion.end(),
                        excursion.open(),
                        excursion.height());
    }

    private int indexOf(Instant instant) {
        return signal.grid.indexOf(instant);
    }
}
