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

    /** Returns how many requests a question takes, as far as is known before it is asked. */
    default long requestsFor(MetricsQuery query) {
        return 1;
    }

    /**
     * An answer.
     *
     * @param metrics one for each resource and metric that the service knows
     * @param throttled whether the service slowed it down
     * @param notes what people should know about how it was got
     */
    record Answer(List<ResourceMetric> metrics, boolean throttled, List<String> notes) {

        public Answer {
            metrics = List.copyOf(metrics);
            notes = List.copyOf(notes);
        }

        /** Makes an answer about which there is nothing to say. */
        public Answer(List<ResourceMetric> metrics, boolean throttled) {
            this(metrics, throttled, List.of());
        }
    }
}
