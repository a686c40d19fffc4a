package io.throughline.sentry.trace;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Traces by id. */
public final class TracesClient {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public TracesClient(SentryCalls calls) {
        this.calls = calls;
    }

    /**
     * Reads what belongs to a trace, as trees.
     *
     * @param traceId 32 lower-case hexadecimal digits
     * @param window where to look, or null for Sentry's 90 days
     * @return the items without a parent, in Sentry's order; empty if there is no such trace
     */
    public List<SentryTraceItem> get(String traceId, @Nullable TimeWindow window) {
        return calls.fetchList(
                SentryCalls.within(
                        calls.get(Operation.GET_TRACE, "trace/{}/", checked(traceId)), List.of(), List.of(), window),
                SentryTraceItem.class);
    }

    /** Reads how much belongs to a trace; parameters as for {@link #get}. */
    public SentryTraceMeta getMeta(String traceId, @Nullable TimeWindow window) {
        return calls.fetch(
                SentryCalls.within(
                        calls.get(Operation.GET_TRACE, "trace-meta/{}/", checked(traceId)),
                        List.of(),
                        List.of(),
                        window),
                SentryTraceMeta.class);
    }

    private static String checked(String traceId) {
        if (!ID.matcher(traceId).matches()) {
            throw new IllegalArgumentException(
                    "traceId must be 32 lower-case hexadecimal digits, was '" + traceId + "'");
        }
        return traceId;
    }
}
