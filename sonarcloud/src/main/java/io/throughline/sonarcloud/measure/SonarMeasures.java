package io.throughline.sonarcloud.measure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a component measures now.
 *
 * @param component the component's key
 * @param measures in the server's order; a metric without a value is left out
 * @param newCode since when code is new, or null if not told
 */
public record SonarMeasures(
        String component,
        List<SonarMeasure> measures,
        @Nullable SonarPeriod newCode) {

    public SonarMeasures {
        measures = List.copyOf(measures);
    }

    /** Returns the value of a metric by its type; empty if it has none, or one that is not of the type. */
    public Optional<SonarValue> value(SonarMetric metric) {
        return SonarValue.read(metric.type(), value(metric.key()).orElse(null));
    }

    /** Returns the value of a metric as the server writes it; empty if it has none. */
    public Optional<String> value(String metric) {
        return measures.stream()
                .filter(measure -> measure.metric().equals(metric))
                .findFirst()
                .flatMap(SonarMeasure::anyValue);
    }
}
