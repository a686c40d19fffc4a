package io.throughline.azure.metrics;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.JsonCalls;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions from Resource Manager; the SDK's client for them drops what it does not know. */
public final class RestMetricDefinitions implements MetricDefinitions {

    private static final String DEFINITIONS = "/providers/microsoft.insights/metricDefinitions?api-version=2018-01-01";
    private static final String NAMESPACES =
            "/providers/microsoft.insights/metricNamespaces?api-version=2017-12-01-preview";

    private final JsonCalls calls;
    private final AzureFailures failures;
    private final URI resourceManager;

    /** Creates the calls over the pipeline for Resource Manager. */
    public RestMetricDefinitions(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new JsonCalls(pipeline, failures);
        this.failures = failures;
        this.resourceManager = endpoints.resourceManager();
    }

    @Override
    public List<MetricDefinition> of(String resourceId) {
        AzureCall call = call("list the metrics of ", resourceId);
        CallNotes notes = new CallNotes();
        List<MetricDefinition> definitions = new ArrayList<>();
        for (JsonNode item : list(call, notes, resourceId, DEFINITIONS)) {
            definitions.add(definition(item, call, notes));
        }
        return List.copyOf(definitions);
    }

    @Override
    public List<String> namespacesOf(String resourceId) {
        AzureCall call = call("list the metric namespaces of ", resourceId);
        CallNotes notes = new CallNotes();
        List<String> names = new ArrayList<>();
        for (JsonNode item : list(call, notes, resourceId, NAMESPACES)) {
            String name = item.at("/properties/metricNamespaceName").asText("");
            if (name.isEmpty()) {
                throw failures.unreadable(
                        call, notes, "/value/properties/metricNamespaceName", "the name of a namespace", null);
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static AzureCall call(String what, String resourceId) {
        return new AzureCall(
                what + resourceId,
                "grant the role Monitoring Reader (or Reader) on " + resourceId,
                "the resource does not exist any more, or its type has no metrics");
    }

    private JsonNode list(AzureCall call, CallNotes notes, String resourceId, String what) {
        JsonNode list = calls.get(ArmIds.address(resourceManager, resourceId, what), call, notes)
                .path("value");
        if (!list.isArray()) {
            throw failures.unreadable(call, notes, "/value", "a list was expected", null);
        }
        return list;
    }

    private MetricDefinition definition(JsonNode item, AzureCall call, CallNotes notes) {
        String name = item.at("/name/value").asText("");
        if (name.isEmpty()) {
            throw failures.unreadable(call, notes, "/value/name/value", "the name of a metric", null);
        }
        Set<MetricAggregation> aggregations = EnumSet.noneOf(MetricAggregation.class);
        for (JsonNode word : item.path("supportedAggregationTypes")) {
            MetricAggregation.of(word.asText()).ifPresent(aggregations::add);
        }
        List<MetricDefinition.Grain> grains = new ArrayList<>();
        for (JsonNode grain : item.path("metricAvailabilities")) {
            Optional<Duration> step = duration(grain.path("timeGrain").asText(""));
            Optional<Duration> retention = duration(grain.path("retention").asText(""));
            step.ifPresent(width -> grains.add(new MetricDefinition.Grain(width, retention.orElse(null))));
        }
        List<String> dimensions = new ArrayList<>();
        for (JsonNode dimension : item.path("dimensions")) {
            dimensions.add(dimension.path("value").asText());
        }
        return new MetricDefinition(
                name,
                text(item, "namespace"),
                item.path("unit").asText("Unspecified"),
                MetricAggregation.of(item.path("primaryAggregationType").asText(""))
                        .orElse(null),
                aggregations,
                grains,
                dimensions,
                item.path("isDimensionRequired").asBoolean(false),
                text(item, "category"));
    }

    /** A grain such as {@code PT1M} or {@code P1D}; what reads otherwise ({@code FULL}) is none that can be asked for. */
    private static Optional<Duration> duration(String text) {
        try {
            Duration value = Duration.parse(text);
            return value.isZero() || value.isNegative() ? Optional.empty() : Optional.of(value);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode item, String member) {
        JsonNode value = item.path(member);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }
}
