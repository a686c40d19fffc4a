package io.throughline.azure.metrics;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.JsonCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Metrics from Resource Manager: one request for each resource, within a limit of some 12,000 an hour, but with no more
 * than the right to read that resource, and for resources that have no region. The SDK's client for it drops a metric's own
 * error.
 */
public final class ResourceManagerMetricsGateway implements MetricsGateway {

    private final JsonCalls calls;
    private final AzureFailures failures;
    private final URI resourceManager;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public ResourceManagerMetricsGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new JsonCalls(pipeline, failures);
        this.failures = failures;
        this.resourceManager = endpoints.resourceManager();
    }

    @Override
    public long requestsFor(MetricsQuery query) {
        return query.resourceIds().size();
    }

    @Override
    public Answer query(MetricsQuery query) {
        List<ResourceMetric> metrics = new ArrayList<>();
        boolean throttled = false;
        for (String id : query.resourceIds()) {
            AzureCall call = new AzureCall(
                    "read metrics of " + id,
                    "grant the role Monitoring Reader (or Reader) on " + id + ", better on its subscription",
                    "the resource does not exist any more");
            CallNotes notes = new CallNotes();
            JsonNode body = calls.get(ArmIds.address(resourceManager, id, extension(query)), call, notes);
            throttled |= notes.throttled();
            try {
                for (ResourceMetric metric :
                        MetricsBody.single(body, failures.unreadable().taker()).metrics()) {
                    metrics.add(metric.of(id).askedBy(query));
                }
            } catch (IOException e) {
                throw failures.unreadable(call, notes, "", String.valueOf(e.getMessage()), e);
            }
        }
        return new Answer(metrics, throttled);
    }

    private static String extension(MetricsQuery query) {
        StringJoiner parameters = new StringJoiner("&");
        add(parameters, "timespan", query.window().from() + "/" + query.window().to());
        add(parameters, "interval", Steps.of(query.step()));
        add(parameters, "metricnames", String.join(",", query.metrics()));
        add(
                parameters,
                "aggregation",
                query.aggregations().stream().map(MetricAggregation::word).collect(Collectors.joining(",")));
        add(parameters, "metricnamespace", query.namespace());
        add(parameters, "top", String.valueOf(query.top()));
        if (query.filter() != null) {
            add(parameters, "$filter", query.filter());
        }
        if (query.orderBy() != null) {
            add(parameters, "orderby", query.orderBy());
        }
        add(parameters, "api-version", "2018-01-01");
        return "/providers/microsoft.insights/metrics?" + parameters;
    }

    private static void add(StringJoiner parameters, String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        parameters.add(name.replace("$", "%24") + "=" + encoded);
    }
}
