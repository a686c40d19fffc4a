package io.throughline.sonarcloud.stream;

import io.throughline.sonarcloud.measure.SonarMeasure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured now.
 *
 * @param measures those that have a value
 * @param newCode what is new code, or null if nothing is
 */
public record CurrentMeasures(
        List<SonarMeasure> measures, @Nullable NewCodePeriod newCode) {
    public CurrentMeasures {
        measures = List.copyOf(measures);
    }
}
