package io.throughline.sentry.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.sentry.internal.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span, an error or another thing of a trace.
 *
 * @param eventId id of the span (16 digits) or of the event (32), or null
 * @param eventType Sentry's word for what it is, {@code span} for example, or null
 * @param projectId id of its project, or null
 * @param projectSlug slug of its project, or null
 * @param transaction the transaction it belongs to, or null
 * @param description what it was about, or null
 * @param operation a span's {@code op}, or null
 * @param duration milliseconds, or null
 * @param parentSpanId id of the span above, or null
 * @param isTransaction whether the span is a transaction, or null
 * @param issueId issue of an error, or null
 * @param level level of an error, or null
 * @param children spans below
 * @param errors errors within
 * @param occurrences other findings within
 */
public record SentryTraceItem(
        @JsonProperty("event_id") @Nullable String eventId,
        @JsonProperty("event_type") @Nullable String eventType,
        @JsonProperty("project_id") @Nullable String projectId,
        @JsonProperty("project_slug") @Nullable String projectSlug,
        @Nullable String transaction,
        @Nullable String description,
        @JsonProperty("op") @Nullable String operation,
        @Nullable Double duration,
        @JsonProperty("parent_span_id") @Nullable String parentSpanId,
        @JsonProperty("is_transaction") @Nullable Boolean isTransaction,
        @JsonProperty("issue_id") @Nullable String issueId,
        @Nullable String level,
        List<SentryTraceItem> children,
        List<SentryTraceItem> errors,
        List<SentryTraceItem> occurrences) {

    public SentryTraceItem {
        children = Lists.copy(children);
        errors = Lists.copy(errors);
        occurrences = Lists.copy(occurrences);
    }
}
