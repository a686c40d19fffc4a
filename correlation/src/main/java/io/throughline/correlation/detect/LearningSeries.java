package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import io.throughline.correlation.evidence.Figures;
import java.time.Duration;
import java.util.Objects;

/**
 * A series that has too little history for a baseline yet.
 *
 * @param series what is looked at together, see {@link Episode#series()}
 * @param reason what is missing
 * @param steps number of steps with data that there are
 * @param requiredSteps number that a baseline needs
 * @param covered from the first step with data to the end of the last; zero if there is none
 * @param requiredTime how long that must be for a baseline
 * @param missing about how long it takes at the rate at which steps with data came; at most the rate's worst, one in a
 *     hundred
 */
public record LearningSeries(
        SeriesKey series,
        Reason reason,
        int steps,
        int requiredSteps,
        Duration covered,
        Duration requiredTime,
        Duration missing)
        implements Comparable<LearningSeries> {

    /** Least share of steps with data that the time to wait is reckoned with. */
    private static final double LEAST_RATE = 0.01;

    /** What is missing. */
    public enum Reason {
        /** There is no step with data at all. */
        NO_DATA,
        /** Too few steps have data. */
        FEW_STEPS,
        /** Enough steps have data, within too short a time. */
        SHORT_TIME
    }

    public LearningSeries {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(covered, "covered");
        Objects.requireNonNull(requiredTime, "requiredTime");
        Objects.requireNonNull(missing, "missing");
    }

    static LearningSeries of(Signal signal, DetectionConfig config) {
        Grid grid = signal.grid;
        int first = signal.firstPresent();
        int steps = signal.present(0, grid.size());
        int last = grid.size() - 1;
        while (last >= first && !signal.isPresent(last)) {
            last--;
        }
        long covered = steps == 0 ? 0 : (last + 1 - first) * grid.step();
        int fewer = Math.max(0, config.minBaselinePoints() - steps);
        double rate = steps == 0 ? 1 : Math.max(LEAST_RATE, steps * grid.step() / (double) covered);
        long wait = Math.max((long) Math.ceil(fewer / rate) * grid.step(), Blocks.HOUR - covered);
        return new LearningSeries(
                signal.key,
                steps == 0 ? Reason.NO_DATA : fewer > 0 ? Reason.FEW_STEPS : Reason.SHORT_TIME,
                steps,
                config.minBaselinePoints(),
                Duration.ofMillis(covered),
                Duration.ofMillis(Blocks.HOUR),
                Duration.ofMillis(Math.max(grid.step(), wait)));
    }

    /** Returns what there is and what is missing: {@code 18 of 30 steps with data; 12 more, about 12 min}. */
    public String text() {
        String wait = "about " + Figures.seconds(missing);
        return switch (reason) {
            case NO_DATA -> "no step with data of " + requiredSteps + "; " + wait + " once there are data";
            case FEW_STEPS ->
                steps + " of " + requiredSteps + " steps with data; " + (requiredSteps - steps) + " more, " + wait;
            case SHORT_TIME ->
                Figures.seconds(covered) + " of " + Figures.seconds(requiredTime) + " with data; " + wait + " more";
        };
    }

    /** Orders by series. */
    @Override
    public int compareTo(LearningSeries other) {
        return series.compareTo(other.series);
    }
}
