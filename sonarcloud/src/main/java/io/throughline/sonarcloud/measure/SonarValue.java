package io.throughline.sonarcloud.measure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a measure's text means, by the type of its metric. */
public sealed interface SonarValue {

    /** An {@code INT} or {@code FLOAT}. */
    record Count(double value) implements SonarValue {}

    /** A {@code PERCENT}, as a fraction: 0.5 for 50 %. */
    record Share(double fraction) implements SonarValue {}

    /** A {@code RATING}. */
    record Rating(SonarRating rating) implements SonarValue {}

    /** A {@code WORK_DUR} (effort, told in minutes) or {@code MILLISEC}. */
    record Time(Duration duration) implements SonarValue {}

    /** A {@code BOOL}. */
    record Truth(boolean value) implements SonarValue {}

    /** A {@code LEVEL}: {@code OK}, {@code WARN}, {@code ERROR}; others are possible. */
    record Level(String level) implements SonarValue {}

    /** Anything else, as it came: {@code DATA}, {@code STRING}, {@code DISTRIB}, types of newer servers. */
    record Text(String text) implements SonarValue {}

    /**
     * Reads a measure's value.
     *
     * @param type the metric's type ({@link SonarMetric#type()}), or null if it is not known
     * @return empty without a value, or if the text is not of the type
     */
    static Optional<SonarValue> read(@Nullable String type, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (type == null ? "" : type) {
            case "INT", "FLOAT" -> number(text).map(Count::new);
            case "PERCENT" -> number(text).map(percent -> new Share(percent / 100));
            case "RATING" -> SonarRating.of(text).map(Rating::new);
            case "WORK_DUR" -> number(text).map(minutes -> new Time(Duration.ofMinutes(Math.round(minutes))));
            case "MILLISEC" -> number(text).map(millis -> new Time(Duration.ofMillis(Math.round(millis))));
            case "BOOL" -> truth(text);
            case "LEVEL" -> Optional.of(new Level(text));
            default -> Optional.of(new Text(text));
        };
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<SonarValue> truth(String text) {
        return switch (text.strip()) {
            case "true", "yes" -> Optional.of(new Truth(true));
            case "false", "no" -> Optional.of(new Truth(false));
            default -> Optional.empty();
        };
    }
}
