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

    private static final int LEVEL_ROWS = 15;
    private static final int LONGEST_EXCURSION = 60;
    private static final int QUIET_ROWS = 3;
    private static final double HALF_LIFE = 3000;
    private static final double SHARE = 0.98;
    private static final double NORMAL_QUANTILE_OF_SHARE = 2.33;
    private static final int SCALE_EVERY = 8;
    private static final double CERTAIN = 1e6;

    private final AnomalyConfig config;
    private final RunningMedian normal = new RunningMedian(LEVEL_ROWS);
    private final RunningMedian recent = new RunningMedian(LEVEL_ROWS);
    private final DecayingHistogram residuals = new DecayingHistogram(HALF_LIFE);
    private double expected = Double.NaN;
    private double scale;
    private double deviation;
    private long lastMillis = Long.MIN_VALUE;
    private int rows;
    private int excursion;
    private int sinceExcursion = QUIET_ROWS;
    private AnomalyState state = AnomalyState.LEARNING;

    /**
     * @param step time from one row to the next, positive
     * @throws IllegalArgumentException if the step is not positive
     */
    public AnomalyDetector(AnomalyConfig config, Duration step) {
        this.config = Objects.requireNonNull(config, "config");
        if (Objects.requireNonNull(step, "step").isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step must be positive, was " + step);
        }
    }

    /**
     * Takes the next row and returns how anomalous it is: in {@code [0, 1]}, from {@link #ALARM} on an alarm, 0 while the
     * detector is learning and for a missing value. An anomaly raises one alarm, at its first row; while it lasts,
     * {@link #state} tells.
     *
     * @param epochMillis time of the row; a row that is not later than the one before is ignored
     * @param value not infinite; NaN if missing
     */
    public double accept(long epochMillis, double value) {
        if (epochMillis <= lastMillis || Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        lastMillis = epochMillis;
        rows = Math.min(rows + 1, Integer.MAX_VALUE - 1);
        if (!normal.isFull()) {
            normal.add(value);
            recent.add(value);
            return 0;
        }
        if (excursion == 0) {
            expected = normal.median();
        }
        double residual = value - expected;
        if (rows % SCALE_EVERY == 0 || rows < 2 * config.warmUpRows()) {
            scale = residuals.quantile(SHARE) / NORMAL_QUANTILE_OF_SHARE;
        }
        deviation = scale > 0
                ? Math.max(-CERTAIN, Math.min(CERTAIN, residual / scale))
                : Math.signum(residual) * CERTAIN;
        boolean learning = rows < config.warmUpRows();
        double away = learning ? 0 : Math.abs(deviation) / config.minDeviations();
        double score = follow(away, value);
        if (excursion <= 1) {
            double magnitude = Math.abs(residual);
            residuals.add(learning || scale == 0 ? magnitude : Math.min(magnitude, config.minDeviations() * scale));
        }
        state = learning ? AnomalyState.LEARNING : excursion > 0 ? AnomalyState.ALARM : AnomalyState.NORMAL;
        return score;
    }

    /** Begins, continues or ends an excursion from the normal level, which stands still meanwhile. */
    private double follow(double away, double value) {
        recent.add(value);
        boolean out = away > (excursion > 0 ? 0.5 : 1);
        if (!out) {
            excursion = 0;
            sinceExcursion = Math.min(QUIET_ROWS, sinceExcursion + 1);
            normal.add(value);
            return away / (1 + away) * (away > 1 ? 0 : 1);
        }
        boolean first = excursion == 0 && sinceExcursion == QUIET_ROWS;
        excursion++;
        sinceExcursion = 0;
        if (excursion > LONGEST_EXCURSION) {
            normal.copyFrom(recent);
            excursion = 0;
        }
        return first ? away / (1 + away) : 0;
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

    /** Returns what the last row was expected to be, in the unit of the series; NaN before the first row. */
    public double expected() {
        return expected;
    }

    /** Returns the robust standard deviation by which the last row was judged, in the unit of the series. */
    public double scale() {
        return scale;
    }

    /** Returns how far the last row was from what was expected, in robust standard deviations; positive if above. */
    public double deviation() {
        return deviation;
    }

    /** Returns what the detector says about the last row. */
    public AnomalyState state() {
        return state;
    }
}
