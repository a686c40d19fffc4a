package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;

/** Tells what a series speaks of, by the names that sources share, then by unit and kind. */
final class SignalClasses {

    private SignalClasses() {}

    static SignalClass of(SeriesKey key) {
        return switch (key.metric()) {
            case Metrics.REQUEST_DURATION, Metrics.DEPENDENCY_DURATION, Metrics.QUERY_DURATION_MEAN ->
                SignalClass.LATENCY;
            case Metrics.REQUEST_COUNT, Metrics.DEPENDENCY_COUNT, Metrics.QUERY_COUNT -> SignalClass.TRAFFIC;
            case Metrics.REQUEST_FAILURES, Metrics.DEPENDENCY_FAILURES, Metrics.ERROR_COUNT -> SignalClass.ERRORS;
            case Metrics.CPU_UTILIZATION, Metrics.MEMORY_UTILIZATION, Metrics.CONNECTIONS_ACTIVE ->
                SignalClass.SATURATION;
            default -> byUnit(key);
        };
    }

    private static SignalClass byUnit(SeriesKey key) {
        if (key.unit().code().startsWith("money:")) {
            return SignalClass.COST;
        }
        if (key.unit().equals(Unit.ERRORS) && key.kind() == SeriesKind.DELTA) {
            return SignalClass.ERRORS;
        }
        if (key.unit().equals(Unit.REQUESTS) && key.kind() == SeriesKind.DELTA) {
            return ofRequests(key.metric());
        }
        if (key.unit().equals(Unit.SECONDS)
                && (key.kind() == SeriesKind.HISTOGRAM || key.kind() == SeriesKind.VENDOR_QUANTILE)) {
            return SignalClass.LATENCY;
        }
        if (key.unit().equals(Unit.ONE) && key.metric().endsWith("utilization")) {
            return SignalClass.SATURATION;
        }
        return SignalClass.OTHER;
    }

    /** Requests that failed are counted in requests as well, and are no sign of more work. */
    private static SignalClass ofRequests(String metric) {
        if (metric.contains("failure") || metric.endsWith("5xx")) {
            return SignalClass.ERRORS;
        }
        // What clients get wrong is neither the service's failure nor a measure of its work.
        return metric.endsWith("4xx") ? SignalClass.OTHER : SignalClass.TRAFFIC;
    }
}
