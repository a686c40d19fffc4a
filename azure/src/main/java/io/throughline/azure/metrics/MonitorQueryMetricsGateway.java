package io.throughline.azure.metrics;

import com.azure.core.http.HttpPipeline;
import com.azure.monitor.query.MetricsClient;
import com.azure.monitor.query.MetricsClientBuilder;
import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricsQueryResourcesOptions;
import com.azure.monitor.query.models.QueryTimeInterval;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Batch metrics through azure-monitor-query 1.5.2, the newest that can be had; its successor fits in here. */
public final class MonitorQueryMetricsGateway implements MetricsGateway {

    private final HttpPipeline pipeline;
    private final AzureEndpoints endpoints;
    private final AzureFailures failures;
    private final Map<String, MetricsClient> clients = new ConcurrentHashMap<>();

    /** Creates a gateway over the pipelines of a credential. */
    public MonitorQueryMetricsGateway(AzurePipelines pipelines, AzureEndpoints endpoints, AzureFailures failures) {
        this.pipeline =
                pipelines.metrics(endpoints.metricsScope(), List.of(new MetricsBodyPolicy(failures.unreadable())));
        this.endpoints = endpoints;
        this.failures = failures;
    }

    @Override
    public Answer query(MetricsQuery query) {
        AzureCall call = new AzureCall(
                "read metrics of " + query.resourceIds().size() + " " + query.namespace() + " in " + query.region(),
                "grant the role Monitoring Reader on /subscriptions/" + query.subscription()
                        + " (this interface checks rights on the whole subscription)",
                "check the endpoint for metrics and the region");
        CallNotes notes = new CallNotes();
        MetricsQueryResourcesOptions options = new MetricsQueryResourcesOptions()
                .setTimeInterval(new QueryTimeInterval(
                        query.window().from().atOffset(ZoneOffset.UTC),
                        query.window().to().atOffset(ZoneOffset.UTC)))
                .setGranularity(query.step())
                .setAggregations(query.aggregations().stream()
                        .map(MonitorQueryMetricsGateway::aggregation)
                        .toList())
                .setTop(query.top())
                .setOrderBy(query.orderBy())
                .setFilter(query.filter());
        try {
            client(query.region())
                    .queryResourcesWithResponse(
                            query.resourceIds(), query.metrics(), query.namespace(), options, notes.context());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof MetricsBodyPolicy.UnreadableAnswerException) {
                throw failures.unreadable(
                        call, notes, "", String.valueOf(e.getCause().getMessage()), e);
            }
            throw failures.of(call, notes, e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
        MetricsBody.Decoded decoded = notes.decoded(MetricsBody.Decoded.class)
                .orElseThrow(() -> failures.unreadable(call, notes, "", "no answer came", null));
        return new Answer(
                decoded.metrics().stream().map(metric -> metric.askedBy(query)).toList(), notes.throttled());
    }

    private MetricsClient client(String region) {
        return clients.computeIfAbsent(
                endpoints.metricsOf(region.isEmpty() ? "global" : region),
                address -> new MetricsClientBuilder()
                        .endpoint(address)
                        .pipeline(pipeline)
                        .buildClient());
    }

    private static AggregationType aggregation(MetricAggregation aggregation) {
        return switch (aggregation) {
            case AVERAGE -> AggregationType.AVERAGE;
            case MINIMUM -> AggregationType.MINIMUM;
            case MAXIMUM -> AggregationType.MAXIMUM;
            case TOTAL -> AggregationType.TOTAL;
            case COUNT -> AggregationType.COUNT;
        };
    }
}
