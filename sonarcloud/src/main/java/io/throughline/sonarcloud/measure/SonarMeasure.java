package io.throughline.sonarcloud.measure;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A measure of a component as it is now. Metrics of new code have their value in a period.
 *
 * @param metric the metric's key
 * @param value the value as the server writes it, or null
 * @param period the value in the new code period, or null
 * @param periods the same on servers that tell several
 */
public record SonarMeasure(
        String metric, @Nullable String value, @Nullable Period period, List<Period> periods) {

    public SonarMeasure {
        Objects.requireNonNull(metric, "metric");
        periods = periods == null
                ? List.of()
                : periods.stream().filter(Objects::nonNull).toList();
    }

    /** The value in a period. */
    public record Period(@Nullable Integer index, @Nullable String value) {}

    /** Returns the value, wherever the server put it. */
    public Optional<String> anyValue() {
        return Stream.concat(
                        Stream.of(
                                Optional.ofNullable(value),
                                Optional.ofNullable(period).map(Period::value)),
                        periods.stream().limit(1).map(first -> Optional.ofNullable(first.value())))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
