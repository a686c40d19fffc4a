package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import java.util.Objects;

/**
 * A series that no baseline is made for.
 *
 * @param series which
 * @param reason why
 * @param points how many points it has in the window
 */
public record SkippedSeries(SeriesKey series, Reason reason, int points) implements Comparable<SkippedSeries> {

    /** Why a series cannot be put beside a baseline. */
    public enum Reason {
        /** Its points come at no regular distance. */
        IRREGULAR("no regular step"),
        /** It has no points in the window. */
        EMPTY("no points");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    public SkippedSeries {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(reason, "reason");
    }

    /** Returns the reason for people: {@code no regular step (12 points)}. */
    public String text() {
        return points == 0 ? reason.text : reason.text + " (" + points + (points == 1 ? " point)" : " points)");
    }

    /** Orders by series, then by number of points. */
    @Override
    public int compareTo(SkippedSeries other) {
        int order = series.compareTo(other.series);
        return order != 0 ? order : Integer.compare(points, other.points);
    }
}
