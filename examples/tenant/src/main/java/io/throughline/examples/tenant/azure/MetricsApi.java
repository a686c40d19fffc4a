package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Platform metrics: the batch data plane, and in Resource Manager those of one resource, their definitions and namespaces. None
 * was recorded by dimension, so none has any.
 */
final class MetricsApi {

    private static final List<String> GRAINS =
            List.of("PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D");
    private static final Set<String> AGGREGATIONS = Set.of("average", "minimum", "maximum", "total", "count");
    private static final int MOST_RESOURCES = 50;
    /** Those whose meaning is their sum; of the others it is the mean. */
    private static final Set<String> SUMS = Set.of("Requests", "Http2xx", "Http4xx", "Http5xx");

    /** What a call asks for, whichever form it has. */
    private record Asked(Instant from, Instant to, String grain, List<String> names, List<String> aggregations) {}

    private final Manifest manifest;
    private final Replay replay;
    private final MetricStore store;
    private final Inventory inventory;
    private final Throttle throttle;

    MetricsApi(Manifest manifest, Replay replay, RecordingDatabase database, Inventory inventory, Throttle throttle) {
        this.manifest = manifest;
        this.replay = replay;
        this.store = new MetricStore(replay, database);
        this.inventory = inventory;
        this.throttle = throttle;
    }

    /** {@code POST /subscriptions/{id}/metrics:getBatch}. */
    WireResponse batch(WireRequest request) {
        requireSubscription(request);
        if (throttle.refuses("metrics")) {
            return AzureErrors.error(429, "TooManyRequests", "Too many requests, retry later.")
                    .with("Retry-After", "1");
        }
        Asked asked = asked(request, time(request, "starttime"), time(request, "endtime"));
        refuseDimensions(request, "filter", asked.names());
        JsonNode ids = Json.parse(request.body()).orElse(Json.object()).path("resourceids");
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_RESOURCES) {
            throw AzureErrors.refusal(
                    400, "BadRequest", "resourceids must hold 1 to " + MOST_RESOURCES + " resource ids.");
        }
        ObjectNode body = Json.object();
        ArrayNode values = body.putArray("values");
        for (JsonNode id : ids) {
            Resource resource = resource(id.asText());
            ObjectNode value = values.addObject()
                    .put("cost", asked.names().size())
                    .put("starttime", asked.from().toString())
                    .put("endtime", asked.to().toString());
            measured(value, request, resource, asked).put("resourceid", resource.id());
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    /** {@code GET {resource}/providers/Microsoft.Insights/metrics}: the same of one resource, in Resource Manager. */
    WireResponse single(WireRequest request) {
        Resource resource = resource("/" + request.segment("resource"));
        Timespan span = request.parameter("timespan")
                .map(text -> Timespan.parse(text, replay.now())
                        .orElseThrow(() -> AzureErrors.refusal(400, "BadRequest", "timespan is none: " + text)))
                .orElse(new Timespan(replay.now().minus(Duration.ofHours(1)), replay.now()));
        Asked asked = asked(request, span.from(), span.to());
        refuseDimensions(request, "$filter", asked.names());
        ObjectNode value = Json.object().put("cost", 0).put("timespan", span.from() + "/" + span.to());
        return AzureErrors.identified(WireResponse.json(200, measured(value, request, resource, asked)))
                .with("x-ms-ratelimit-remaining-subscription-reads", "11999");
    }

    /** {@code GET {resource}/providers/Microsoft.Insights/metricNamespaces}: the one of its type, if it has metrics. */
    WireResponse namespaces(WireRequest request) {
        Resource resource = resource("/" + request.segment("resource"));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("value");
        if (!store.metrics(resource).isEmpty()) {
            list.addObject()
                    .put("id", resource.id() + "/providers/microsoft.insights/metricNamespaces/" + resource.type())
                    .put("type", "Microsoft.Insights/metricNamespaces")
                    .put("name", resource.type())
                    .put("classification", "Platform")
                    .putObject("properties")
                    .put("metricNamespaceName", resource.type());
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private Asked asked(WireRequest request, Instant from, Instant to) {
        String grain = request.parameter("interval").orElse("PT1M");
        if (!GRAINS.contains(grain)) {
            throw AzureErrors.refusal(
                    400,
                    "BadRequest",
                    "Invalid time grain duration: " + grain + ", supported ones are: " + String.join(",", GRAINS));
        }
        if (!from.isBefore(to)) {
            throw AzureErrors.refusal(400, "BadRequest", "The start time must be before the end time.");
        }
        List<String> names = list(request, "metricnames");
        List<String> aggregations = list(request, "aggregation").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (names.isEmpty() || aggregations.isEmpty() || !AGGREGATIONS.containsAll(aggregations)) {
            throw AzureErrors.refusal(400, "BadRequest", "metricnames and aggregation are needed, of " + AGGREGATIONS);
        }
        return new Asked(from, to, grain, names, aggregations);
    }

    /** No metric was recorded by dimension. */
    private static void refuseDimensions(WireRequest request, String parameter, List<String> names) {
        String filter = request.parameter(parameter).orElse("").strip();
        if (!filter.isEmpty()) {
            String dimension = filter.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            throw new Refusal(AzureErrors.identified(WireResponse.json(
                    400,
                    Json.object()
                            .put("code", "BadRequest")
                            .put(
                                    "message",
                                    "Metric: " + names.get(0) + " does not support requested dimension combination: "
                                            + dimension + ", supported ones are: "))));
        }
    }

    private Resource resource(String id) {
        return inventory
                .find(id)
                .orElseThrow(
                        () -> AzureErrors.refusal(404, "ResourceNotFound", "The resource '" + id + "' was not found."));
    }

    private ObjectNode measured(ObjectNode value, WireRequest request, Resource resource, Asked asked) {
        value.put("interval", asked.grain())
                .put("namespace", request.parameter("metricnamespace").orElse(resource.type()))
                .put("resourceregion", manifest.region());
        ArrayNode metrics = value.putArray("value");
        Map<String, MetricStore.Metric> known = store.metrics(resource);
        List<MetricStore.Metric> wanted = asked.names().stream()
                .map(name -> known.get(name.toLowerCase(Locale.ROOT)))
                .filter(Objects::nonNull)
                .toList();
        Duration step = Duration.parse(asked.grain());
        long seconds = step.toSeconds();
        Instant first = Instant.ofEpochSecond(Math.floorDiv(asked.from().getEpochSecond(), seconds) * seconds);
        Map<String, Map<Instant, Map<String, Double>>> points =
                store.points(wanted, first, asked.to(), seconds, asked.aggregations());
        for (String name : asked.names()) {
            MetricStore.Metric metric = known.getOrDefault(
                    name.toLowerCase(Locale.ROOT), new MetricStore.Metric(resource.id(), name, "Unspecified"));
            ObjectNode node = metric(resource, metric);
            metrics.add(node);
            Map<Instant, Map<String, Double>> values = points.getOrDefault(metric.name(), Map.of());
            if (!values.isEmpty()) {
                ArrayNode data = only(node);
                for (Instant at = first; at.isBefore(asked.to()); at = at.plus(step)) {
                    ObjectNode point = data.addObject().put("timeStamp", at.toString());
                    values.getOrDefault(at, Map.of()).forEach(point::put);
                }
            }
        }
        return value;
    }

    private static ObjectNode metric(Resource resource, MetricStore.Metric metric) {
        ObjectNode node = Json.object()
                .put("id", resource.id() + "/providers/Microsoft.Insights/metrics/" + metric.name())
                .put("type", "Microsoft.Insights/metrics");
        node.putObject("name").put("value", metric.name()).put("localizedValue", metric.name());
        node.put("unit", metric.unit()).put("errorCode", "Success").putArray("timeseries");
        return node;
    }

    /** Returns the points of the one series that a metric without dimensions has. */
    private static ArrayNode only(ObjectNode metric) {
        ObjectNode series = metric.withArray("timeseries").addObject();
        series.putArray("metadatavalues");
        return series.putArray("data");
    }

    /** {@code GET {resource}/providers/Microsoft.Insights/metricDefinitions}. */
    WireResponse definitions(WireRequest request) {
        Resource resource = resource("/" + request.segment("resource"));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("value");
        for (MetricStore.Metric metric : store.metrics(resource).values()) {
            ObjectNode item = list.addObject()
                    .put("id", resource.id() + "/providers/microsoft.insights/metricdefinitions/" + metric.name())
                    .put("resourceId", resource.id())
                    .put("namespace", resource.type());
            item.putObject("name").put("value", metric.name()).put("localizedValue", metric.name());
            item.put("isDimensionRequired", false)
                    .put("unit", metric.unit())
                    .put("primaryAggregationType", SUMS.contains(metric.name()) ? "Total" : "Average");
            ArrayNode supported = item.putArray("supportedAggregationTypes");
            List.of("Average", "Minimum", "Maximum", "Total", "Count").forEach(supported::add);
            ArrayNode grains = item.putArray("metricAvailabilities");
            GRAINS.forEach(grain -> grains.addObject().put("timeGrain", grain).put("retention", "P93D"));
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private void requireSubscription(WireRequest request) {
        if (!request.segment("subscription").equalsIgnoreCase(manifest.subscription())) {
            throw AzureErrors.refusal(
                    403,
                    "AuthorizationFailed",
                    "The client does not have authorization to perform action 'microsoft.insights/metrics/read' over scope"
                            + " '/subscriptions/" + request.segment("subscription") + "'.");
        }
    }

    private static Instant time(WireRequest request, String name) {
        String text = request.parameter(name)
                .orElseThrow(() -> AzureErrors.refusal(400, "BadRequest", name + " is missing."));
        try {
            return Timespan.instant(text);
        } catch (DateTimeException e) {
            throw AzureErrors.refusal(400, "BadRequest", name + " is no time: " + text);
        }
    }

    private static List<String> list(WireRequest request, String name) {
        List<String> items = new ArrayList<>();
        for (String value : request.parameters(name)) {
            for (String item : value.split(",", -1)) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
        }
        return items.stream().distinct().collect(Collectors.toList());
    }
}
