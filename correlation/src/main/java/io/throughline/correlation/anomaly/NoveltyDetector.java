package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * Tells when a series enters a level, a rhythm or a shape that it never showed, while it arrives and without looking ahead.
 * It raises one alarm a regime and is quiet for a while then, where {@link AnomalyDetector} tells of every departure from
 * the usual, however short. Shape, time of day, level and roughness of the last rows give evidence, each by its rarity in
 * this series. Memory is bounded (about 140 kB for rows five minutes apart, 270 kB for rows a minute apart, never more than
 * 600 kB), and nothing is allocated for a row. After a gap the series goes on where it was; times of day follow the clock. Not safe for use by several threads.
 */
public final class NoveltyDetector {

    /** The least score of an alarm. */
    public static final double ALARM = 0.5;

    /** By how much more evidence is needed at first, and how soon that fades, in rows. */
    private static final double EARLY = 2;

    private static final double EARLY_ROWS = 100;

    /** Rows in which nothing is raised; what would have been teaches caution. */
    private static final int SILENT_ROWS = 250;

    /** How strong an alarm counts at most, in thresholds. */
    private static final double MOST_STRENGTH = 3;

    /** A regime goes on while evidence stays above this share of the threshold and below that many times its greatest. */
    private static final double STILL = 0.5;

    private static final double MORE = 1.1;

    private final NoveltyConfig config;
    private final long stepMillis;
    private final NoveltyEvidence evidences;
    private final double keep;
    private final double keepEarly;
    private double alarms;
    private double early = EARLY;
    private double evidence;
    private double threshold;
    private double peak;
    private boolean sameRegime;
    private long rows;
    private long firstMillis;
    private long lastAlarm = Long.MIN_VALUE / 2;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * @param step time from one row to the next
     * @throws IllegalArgumentException if the step is not positive
     */
    public NoveltyDetector(NoveltyConfig config, Duration step) {
        this.config = Objects.requireNonNull(config, "config");
        this.stepMillis = Math.max(1, step.toMillis());
        this.evidences = new NoveltyEvidence(NoveltyConfig.rowsOfDay(step));
        this.keepEarly = StrictMath.exp(-1 / EARLY_ROWS);
        this.keep = StrictMath.pow(0.5, 1 / config.forgetting());
        this.threshold = config.threshold();
    }

    /**
     * Takes the next row and returns how new it is: in {@code [0, 1]}, from {@link #ALARM} on an alarm; 0 while the
     * detector is learning (250 rows), while it is quiet after an alarm, and for a missing value.
     *
     * @param epochMillis time of the row; a row that is not later than the one before is ignored
     * @param value NaN if missing; an infinite one is taken for missing
     */
    public double accept(long epochMillis, double value) {
        if (epochMillis <= lastMillis || Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        firstMillis = rows == 0 ? epochMillis : firstMillis;
        lastMillis = epochMillis;
        rows++;
        alarms *= keep;
        early *= keepEarly;
        evidence = evidences.accept((epochMillis - firstMillis + stepMillis / 2) / stepMillis, value);
        threshold = config.threshold() * (1 + config.caution() * alarms) * (1 + early);
        boolean quiet = rows - lastAlarm <= Math.max(config.quietRows(), config.quietShare() * rows);
        sameRegime = sameRegime && evidence >= STILL * threshold && (quiet || evidence <= MORE * peak);
        peak = Math.max(peak, evidence);
        if (rows <= config.warmUpRows() || quiet || sameRegime) {
            return 0;
        }
        if (evidence >= threshold) {
            alarms += Math.min(MOST_STRENGTH, evidence / threshold);
            lastAlarm = rows;
            peak = evidence;
            sameRegime = true;
        }
        return rows <= SILENT_ROWS ? 0 : evidence / (evidence + threshold);
    }

    /** Returns the evidence of the last row: the mean square root of powers of ten beyond the usual. */
    public double evidence() {
        return evidence;
    }

    /** Returns the evidence that an alarm needed at the last row. */
    public double threshold() {
        return threshold;
    }
}
