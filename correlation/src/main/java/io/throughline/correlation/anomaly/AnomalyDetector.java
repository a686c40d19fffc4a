package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * Finds anomalies in one series while it arrives, row by row, without looking ahead: every row is compared with what
 * the rows before it made likely. Memory is bounded, and nothing is allocated for a row. Not safe for use by several
 * threads.
 *
 * <pre>{@code
 * AnomalyDetector detector = new AnomalyDetector(AnomalyConfig.defaults(), Duration.ofMinutes(1));
 * boolean alarm = detector.accept(epochMillis, value) >= AnomalyDetector.ALARM;
 * }</pre>
 */
public final class AnomalyDetector {

    /** The least score of an alarm. */
    public static final double ALARM = 0.5;

    private static final int FAST_ROWS = 9;
    private static final int SLOW_ROWS = 45;
    private static final int LONGEST_EXCURSION = 60;
    private static final int QUIET_ROWS = 3;
    /** The least scale, in steps between neighbouring values: a few steps are no anomaly. */
    private static final double QUANTA = 0.25;

    private static final double END_SHARE = 0.5;
    /** A week of minutes; a longer period is not remembered. */
    private static final long LONGEST_PERIOD = 10_080;
    /** Below the least score of an alarm. */
    private static final double KNOWN = 0.49;

    private final AnomalyConfig config;
    private final long stepMillis;
    private final long longestHole;
    private final Level fast;
    private final Level slow;
    private final Recurrence recurrence;
    private final double[] recent = new double[SLOW_ROWS];
    private double expected = Double.NaN;
    private double scale = Double.NaN;
    private double deviation = Double.NaN;
    private long lastMillis;
    private long row;
    private double quantum;
    private double lastValue;
    private int rows;
    private int rowsHere;
    private int recentNext;
    private int excursion;
    private int sinceExcursion = QUIET_ROWS;
    private AnomalyState state = AnomalyState.LEARNING;

    /**
     * @param step time from one row to the next, at least a millisecond
     * @throws IllegalArgumentException if the step is shorter
     */
    public AnomalyDetector(AnomalyConfig config, Duration step) {
        this.config = Objects.requireNonNull(config, "config");
        stepMillis = Objects.requireNonNull(step, "step").toMillis();
        if (stepMillis < 1) {
            throw new IllegalArgumentException("step must be at least a millisecond, was " + step);
        }
        longestHole = (SLOW_ROWS + 1) * stepMillis;
        fast = new Level(FAST_ROWS);
        slow = new Level(SLOW_ROWS);
        long period = config.period().toMillis() / stepMillis;
        recurrence = new Recurrence(period > LONGEST_PERIOD ? 0 : (int) period);
    }

    /**
     * Takes the next row and returns how anomalous it is: in {@code [0, 1]}, from {@link #ALARM} on an alarm, 0 while the
     * detector is learning and for a missing value. An anomaly raises one alarm, at its first row; how long it lasts,
     * {@link #state} tells.
     *
     * @param epochMillis time of the row; one that is not later than the last row with a value is ignored
     * @param value not infinite; NaN if missing
     * @throws IllegalArgumentException if the value is infinite
     */
    public double accept(long epochMillis, double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("value must be finite or NaN, was " + value);
        }
        if (Double.isNaN(value) || (rows > 0 && epochMillis <= lastMillis)) {
            return 0;
        }
        if (rows > 0 && epochMillis - lastMillis >= longestHole) {
            restart();
        }
        row = epochMillis == lastMillis + stepMillis ? row + 1 : Math.floorDiv(epochMillis, stepMillis);
        lastMillis = epochMillis;
        rows = Math.min(rows + 1, Integer.MAX_VALUE - 1);
        boolean somewhere = rowsHere >= FAST_ROWS;
        boolean learning = rows <= config.warmUpRows() || !somewhere;
        double away = somewhere ? compare(value) / config.minDeviations() : 0;
        double score = follow(value, learning ? 0 : away);
        if (somewhere && excursion <= 1) {
            fast.learnScale();
            slow.learnScale();
        }
        remember(value);
        state = learning ? AnomalyState.LEARNING : excursion > 0 ? AnomalyState.ALARM : AnomalyState.NORMAL;
        return score;
    }

    /** Returns how far a row is from both levels, the root of the mean square. */
    private double compare(double value) {
        double least = QUANTA * quantum;
        double near = fast.deviate(value, least);
        double far = slow.deviate(value, least);
        expected = fast.expected() / 2 + slow.expected() / 2;
        scale = fast.scale() / 2 + slow.scale() / 2;
        double away = Math.sqrt((near * near + far * far) / 2);
        deviation = value < expected ? -away : away;
        return away;
    }

    /** Begins, continues or ends an excursion. */
    private double follow(double value, double away) {
        boolean out = away > (excursion > 0 ? END_SHARE : 1);
        boolean known = true;
        if (!out) {
            excursion = 0;
            sinceExcursion = Math.min(QUIET_ROWS, sinceExcursion + 1);
        } else {
            if (excursion == 0) {
                known = recurrence.explains(row, value - expected) || sinceExcursion < QUIET_ROWS;
            }
            excursion++;
            sinceExcursion = 0;
        }
        recurrence.put(row, Double.isNaN(expected) ? 0 : value - expected);
        double score = away / (1 + away);
        return known ? Math.min(KNOWN, score) : score;
    }

    /** Levels learn normal rows; after a long excursion, what it went to is the new normal. */
    private void remember(double value) {
        double move = Math.abs(value - lastValue);
        if (move > 0 && excursion == 0 && rows > 1 && (quantum == 0 || move < quantum)) {
            quantum = move;
        }
        lastValue = value;
        recent[recentNext] = value;
        recentNext = recentNext + 1 == SLOW_ROWS ? 0 : recentNext + 1;
        rowsHere = Math.min(SLOW_ROWS, rowsHere + 1);
        if (excursion > LONGEST_EXCURSION) {
            excursion = 0;
            fast.restart();
            slow.restart();
            for (int i = 0; i < SLOW_ROWS; i++) {
                double before = recent[(recentNext + i) % SLOW_ROWS];
                fast.push(before);
                slow.push(before);
            }
        } else if (excursion == 0) {
            fast.push(value);
            slow.push(value);
        }
    }

    /** Where the series is after a long silence is not known; how much it varies is. */
    private void restart() {
        fast.restart();
        slow.restart();
        rowsHere = 0;
        excursion = 0;
    }

    /**
     * Returns the score of every row of a series, the same as {@link #accept} gives one after the other.
     *
     * @param epochMillis times of the rows, ascending
     * @param values as many as times; NaN if missing
     */
    public static double[] scores(AnomalyConfig config, Duration step, long[] epochMillis, double[] values) {
        if (epochMillis.length != values.length) {
            throw new IllegalArgumentException(
                    "there must be as many times as values, were " + epochMillis.length + " and " + values.length);
        }
        AnomalyDetector detector = new AnomalyDetector(config, step);
        double[] scores = new double[values.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = detector.accept(epochMillis[i], values[i]);
        }
        return scores;
    }

    /** Returns what the last row was expected to be, in the unit of the series; NaN if there was no expectation yet. */
    public double expected() {
        return expected;
    }

    /**
     * Returns the standard deviation of a normal distribution with the tail of the series' own deviations, in the unit of
     * the series; NaN if there was no expectation yet.
     */
    public double scale() {
        return scale;
    }

    /**
     * Returns how far the last row was from what was expected, in standard deviations, positive if above; the root mean
     * square of the distances from the fast and the slow level, each in its own scale. NaN if there was no expectation
     * yet.
     */
    public double deviation() {
        return deviation;
    }

    /** Returns what the detector says about the last row with a value. */
    public AnomalyState state() {
        return state;
    }
}
