package io.throughline.sonarcloud.gate;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The quality gate's verdict.
 *
 * @param status {@code OK}, {@code ERROR}, {@code WARN} on old servers, or {@code NONE} without an analysis or gate
 * @param conditions what was compared
 */
public record SonarGateStatus(String status, List<Condition> conditions) {

    public SonarGateStatus {
        Objects.requireNonNull(status, "status");
        conditions = conditions == null
                ? List.of()
                : conditions.stream().filter(Objects::nonNull).toList();
    }

    /**
     * One comparison of the gate.
     *
     * @param status {@code OK} or {@code ERROR}; others are possible
     * @param metricKey the metric
     * @param comparator {@code LT} fails below the threshold, {@code GT} above it
     * @param errorThreshold the threshold as the server writes it
     * @param actualValue the value as the server writes it, or null if there was none
     */
    public record Condition(
            @Nullable String status,
            @Nullable String metricKey,
            @Nullable String comparator,
            @Nullable String errorThreshold,
            @Nullable String actualValue) {}
}
