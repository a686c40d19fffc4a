package io.throughline.correlation.anomaly;

import java.time.Duration;
import java.util.Objects;

/**
 * Tells when a series enters a level, a rhythm or a shape that it never showed, while it arrives and without looking ahead.
 * It raises one alarm a regime and is quiet for a while then, where {@link AnomalyDetector} tells of every departure from
 * the usual, however short. Nine moments of the last rows and six views of their succession give evidence, each by its
 * rarity in this series. Memory is bounded (about 250 kB), and nothing is allocated for a row. Not safe for use by several
 * threads.
 */
public final class NoveltyDetector {

    /** The least score of an alarm. */
    public static final double ALARM = 0.5;

    /** Powers of ten beyond which evidence does not grow. */
    private static final double CAP = 20;

    private static final double WEIGHT_OF_CONTEXTS = 2;
    private static final int MOST_SILENT_ROWS = 600;

    private final NoveltyConfig config;
    private final NoveltyMoments moments;
    private final NoveltyContexts[] contexts = {
        new NoveltyContexts(1, 6, 10),
        new NoveltyContexts(3, 3, 4),
        new NoveltyContexts(6, 6, 4),
        new NoveltyContexts(6, 3, 4),
        new NoveltyContexts(12, 6, 4),
        new NoveltyContexts(3, 6, 4)
    };
    private final double keep;
    private final int silentRows;
    private double alarms;
    private double evidence;
    private double threshold;
    private long rows;
    private long lastAlarm = Long.MIN_VALUE / 2;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * @param step time from one row to the next
     * @throws IllegalArgumentException if the step is not positive
     */
    public NoveltyDetector(NoveltyConfig config, Duration step) {
        this.config = Objects.requireNonNull(config, "config");
        this.moments = new NoveltyMoments(NoveltyConfig.rowsOfDay(step));
        this.silentRows = (int) Math.min(MOST_SILENT_ROWS, 2L * NoveltyConfig.rowsOfDay(step));
        this.keep = StrictMath.pow(0.5, 1 / config.forgetting());
        this.threshold = config.threshold();
    }

    /**
     * Takes the next row and returns how new it is: in {@code [0, 1]}, from {@link #ALARM} on an alarm; 0 while the
     * detector is learning (two days, at most 600 rows), while it is quiet after an alarm, and for a missing value.
     *
     * @param epochMillis time of the row; a row that is not later than the one before is ignored
     * @param value NaN if missing; an infinite one is taken for missing
     */
    public double accept(long epochMillis, double value) {
        if (epochMillis <= lastMillis || Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        lastMillis = epochMillis;
        rows++;
        alarms *= keep;
        double ofMoments = moments.accept(value, CAP) / moments.parts();
        double ofContexts = 0;
        for (NoveltyContexts each : contexts) {
            ofContexts += Math.sqrt(Math.min(CAP, each.accept(value)));
        }
        evidence = (ofMoments + WEIGHT_OF_CONTEXTS * ofContexts / contexts.length) / (1 + WEIGHT_OF_CONTEXTS);
        threshold = config.threshold() * (1 + config.caution() * alarms);
        boolean quiet = rows - lastAlarm <= Math.max(config.quietRows(), config.quietShare() * rows);
        if (rows <= config.warmUpRows() || quiet) {
            return 0;
        }
        if (evidence >= threshold) {
            alarms++;
            lastAlarm = rows;
        }
        // What seems new while two days are not yet seen is no alarm, but teaches how much evidence this series needs.
        return rows <= silentRows ? 0 : evidence / (evidence + threshold);
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
