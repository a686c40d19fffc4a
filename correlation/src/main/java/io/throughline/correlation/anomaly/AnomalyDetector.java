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

    private final AnomalyConfig config;
    private double level = Double.NaN;
    private double spread;
    private double expected = Double.NaN;
    private double deviation;
    private int rows;
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
     * detector is learning and for a missing value.
     *
     * @param epochMillis time of the row; a row that is not later than the one before is ignored
     * @param value NaN if missing
     */
    public double accept(long epochMillis, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        if (Double.isNaN(level)) {
            level = value;
        }
        rows++;
        expected = level;
        double residual = value - level;
        deviation = spread == 0 ? 0 : residual / spread;
        double limit = rows < config.warmUpRows() ? Double.MAX_VALUE : 3 * spread;
        level += 0.2 * Math.max(-limit, Math.min(limit, residual));
        spread += 0.02 * (Math.min(Math.abs(residual), limit == 0 ? 1 : limit) - spread);
        if (rows < config.warmUpRows()) {
            state = AnomalyState.LEARNING;
            return 0;
        }
        double away = Math.abs(deviation) / config.minDeviations();
        state = away >= 1 ? AnomalyState.ALARM : AnomalyState.NORMAL;
        return away / (1 + away);
    }

    /** Returns what the last row was expected to be, in the unit of the series; NaN before the first row. */
    public double expected() {
        return expected;
    }

    /** Returns the robust standard deviation by which the last row was judged, in the unit of the series. */
    public double scale() {
        return spread;
    }

    /** Returns how far the last row was from what was expected, in robust standard deviations; positive if above. */
    public double deviation() {
        return deviation;
    }

    /** Returns what the detector says about the last row. */
    public AnomalyState state() {
        return state;
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
}
