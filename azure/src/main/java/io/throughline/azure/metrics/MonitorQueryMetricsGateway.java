package io.throughline.azure.metrics;

import com.azure.core.http.HttpPipeline;
import com.azure.core.models.ResponseError;
import com.azure.core.util.CoreUtils;
import com.azure.monitor.query.MetricsClient;
import com.azure.monitor.query.MetricsClientBuilder;
import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricResult;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsQueryResourcesOptions;
import com.azure.monitor.query.models.MetricsQueryResourcesResult;
import com.azure.monitor.query.models.MetricsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.azure.monitor.query.models.TimeSeriesElement;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Batch metrics through azure-monitor-query 1.5.2, the newest that can be had; its successor fits in here. That version
 * forgets which resource an answer is about, so it is read from the metrics' own ids; and its "no error" is an error with
 * the code {@code Success}.
 */
public final class MonitorQueryMetricsGateway implements MetricsGateway {

    /** Series for each resource; the service's default of ten drops the rest without a word. */
    private static final int TOP = 1000;

    private static final String OWNER_END = "/providers/microsoft.insights/metrics/";

    private final HttpPipeline pipeline;
    private final AzureEndpoints endpoints;
    private final AzureFailures failures;
    private final Map<String, MetricsClient> clients = new ConcurrentHashMap<>();

    /** Creates a gateway over the pipeline for metrics. */
    public MonitorQueryMetricsGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.pipeline = pipeline;
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
                .setTop(TOP)
                .setFilter(query.filter());
        MetricsQueryResourcesResult result;
        try {
            result = client(query.region())
                    .queryResourcesWithResponse(
                            query.resourceIds(), query.metrics(), query.namespace(), options, notes.context())
                    .getValue();
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
        if (result == null || result.getMetricsQueryResults() == null) {
            throw failures.unreadable(call, notes, "/values", "a list of results was expected", null);
        }
        List<ResourceMetric> metrics = new ArrayList<>();
        for (MetricsQueryResult resource : result.getMetricsQueryResults()) {
            for (MetricResult metric : resource.getMetrics()) {
                metrics.add(metric(metric, call, notes));
            }
        }
        return new Answer(metrics, notes.throttled());
    }

    private MetricsClient client(String region) {
        return clients.computeIfAbsent(
                endpoints.metricsOf(region.isEmpty() ? "global" : region),
                address -> new MetricsClientBuilder()
                        .endpoint(address)
                        .pipeline(pipeline)
                        .buildClient());
    }

    private ResourceMetric metric(MetricResult metric, AzureCall call, CallNotes notes) {
        String id = metric.getId();
        int end = id == null ? -1 : id.toLowerCase(Locale.ROOT).indexOf(OWNER_END);
        if (end <= 0) {
            throw failures.unreadable(
                    call, notes, "/values/value/id", "the id of a resource's metric, was '" + id + "'", null);
        }
        List<ResourceMetric.Series> series = new ArrayList<>();
        for (TimeSeriesElement element :
                metric.getTimeSeries() == null ? List.<TimeSeriesElement>of() : metric.getTimeSeries()) {
            series.add(new ResourceMetric.Series(new TreeMap<>(element.getMetadata()), points(element)));
        }
        return new ResourceMetric(
                id.substring(0, end),
                metric.getMetricName(),
                metric.getUnit() == null ? "Unspecified" : metric.getUnit().toString(),
                problem(metric.getError()),
                series);
    }

    private static List<ResourceMetric.Point> points(TimeSeriesElement element) {
        List<ResourceMetric.Point> points = new ArrayList<>(element.getValues().size());
        for (MetricValue value : element.getValues()) {
            points.add(new ResourceMetric.Point(
                    value.getTimeStamp().toInstant(),
                    value.getAverage(),
                    value.getMinimum(),
                    value.getMaximum(),
                    value.getTotal(),
                    value.getCount()));
        }
        points.sort(java.util.Comparator.comparing(ResourceMetric.Point::at));
        return points;
    }

    private static @Nullable String problem(@Nullable ResponseError error) {
        if (error == null || error.getCode() == null || "Success".equalsIgnoreCase(error.getCode())) {
            return null;
        }
        return CoreUtils.isNullOrEmpty(error.getMessage())
                ? error.getCode()
                : error.getCode() + ": " + error.getMessage();
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
