package io.throughline.sentry.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.sentry.internal.Members;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much belongs to a trace.
 *
 * @param errors error events, or null
 * @param logs log entries, or null
 * @param performanceIssues findings about performance, or null
 * @param spanCount spans, or null
 * @param spanCountByOperation spans by {@code op}
 */
public record SentryTraceMeta(
        @Nullable Double errors,
        @Nullable Double logs,
        @JsonProperty("performance_issues") @Nullable Double performanceIssues,
        @JsonProperty("span_count") @Nullable Double spanCount,
        @JsonProperty("span_count_map") Map<String, @Nullable Double> spanCountByOperation) {

    public SentryTraceMeta {
        spanCountByOperation = Members.copy(spanCountByOperation);
    }
}
