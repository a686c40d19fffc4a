package io.throughline.sonarcloud.measure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric's values at analyses, oldest first.
 *
 * @param metric the metric's key
 * @param history the values; one page of them, unless pages were joined
 */
public record SonarHistory(String metric, List<Point> history) {

    public SonarHistory {
        Objects.requireNonNull(metric, "metric");
        history = history == null
                ? List.of()
                : history.stream().filter(Objects::nonNull).toList();
    }

    /**
     * A value at an analysis.
     *
     * @param date when the analysed code was scanned, UTC
     * @param value the value as the server writes it, or null if there was none
     */
    public record Point(Instant date, @Nullable String value) {
        public Point {
            Objects.requireNonNull(date, "date");
        }
    }
}
