package io.throughline.azure.metrics;

import java.util.List;

/** Asks for platform metrics. Thread-safe; calls run on the caller's thread. */
public interface MetricsGateway {

    /**
     * Asks for metrics of up to fifty resources; one request.
     *
     * @throws io.throughline.core.http.QueryRejectedException if the type does not have one of the metrics, or not at this
     *     step
     * @throws io.throughline.core.http.PermissionException if the credential may not read metrics of the subscription
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    Answer query(MetricsQuery query);

    /**
     * An answer.
     *
     * @param metrics one for each resource and metric that the service knows
     * @param throttled whether the service slowed it down
     */
    record Answer(List<ResourceMetric> metrics, boolean throttled) {

        public Answer {
            metrics = List.copyOf(metrics);
        }
    }
}
