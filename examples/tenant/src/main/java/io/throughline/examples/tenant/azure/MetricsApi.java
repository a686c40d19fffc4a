package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Platform metrics: the batch data plane, and the definitions of a resource's metrics in Resource Manager. */
final class MetricsApi {

    private static final List<String> GRAINS =
            List.of("PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D");
    private static final Set<String> AGGREGATIONS = Set.of("average", "minimum", "maximum", "total", "count");
    private static final int MOST_RESOURCES = 50;
    /** How long after its minute a sample can be read. */
    private static final Duration DELAY = Duration.ofMinutes(2);

    /** A metric of a resource, as recorded. */
    private record Metric(String name, String unit) {}

    /** One bucket. */
    private record Point(Map<String, Double> values) {}

    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final Inventory inventory;
    private final Throttle throttle;

    MetricsApi(Manifest manifest, Replay replay, RecordingDatabase database, Inventory inventory, Throttle throttle) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
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
        Instant from = time(request, "starttime");
        Instant to = time(request, "endtime");
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
        JsonNode ids = Json.parse(request.body()).orElse(Json.object()).path("resourceids");
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_RESOURCES) {
            throw AzureErrors.refusal(
                    400, "BadRequest", "resourceids must hold 1 to " + MOST_RESOURCES + " resource ids.");
        }
        ObjectNode body = Json.object();
        ArrayNode values = body.putArray("values");
        for (JsonNode id : ids) {
            Resource resource = inventory
                    .find(id.asText())
                    .orElseThrow(() -> AzureErrors.refusal(
                            404, "ResourceNotFound", "The resource '" + id.asText() + "' was not found."));
            String namespace = request.parameter("metricnamespace").orElse(resource.type());
            ObjectNode value = values.addObject()
                    .put("cost", names.size())
                    .put("starttime", from.toString())
                    .put("endtime", to.toString())
                    .put("interval", grain)
                    .put("namespace", namespace)
                    .put("resourceregion", manifest.region())
                    .put("resourceid", resource.id());
            ArrayNode metrics = value.putArray("value");
            Map<String, Metric> known = metrics(resource);
            for (String name : names) {
                Metric metric = known.getOrDefault(name.toLowerCase(Locale.ROOT), new Metric(name, "Unspecified"));
                metrics.add(metric(resource, metric, from, to, grain, aggregations));
            }
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private ObjectNode metric(
            Resource resource, Metric metric, Instant from, Instant to, String grain, List<String> aggregations) {
        ObjectNode node = Json.object()
                .put("id", resource.id() + "/providers/Microsoft.Insights/metrics/" + metric.name())
                .put("type", "Microsoft.Insights/metrics");
        node.putObject("name").put("value", metric.name()).put("localizedValue", metric.name());
        node.put("unit", metric.unit()).put("errorCode", "Success");
        ArrayNode series = node.putArray("timeseries");
        Duration step = Duration.parse(grain);
        long stepSeconds = step.toSeconds();
        Instant first = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), stepSeconds) * stepSeconds);
        Map<Instant, Point> points = points(resource, metric, first, to, stepSeconds, aggregations);
        if (points.isEmpty()) {
            return node;
        }
        ObjectNode only = series.addObject();
        only.putArray("metadatavalues");
        ArrayNode data = only.putArray("data");
        for (Instant at = first; at.isBefore(to); at = at.plus(step)) {
            ObjectNode point = data.addObject().put("timeStamp", at.toString());
            Point sample = points.get(at);
            if (sample != null) {
                sample.values().forEach(point::put);
            }
        }
        return node;
    }

    private Map<Instant, Point> points(
            Resource resource, Metric metric, Instant from, Instant to, long step, List<String> aggregations) {
        String sql = "SELECT epoch_us(TimeStamp) // (" + step + " * 1000000) AS bucket, sum(Total), sum(Count),"
                + " min(Minimum), max(Maximum),"
                + " coalesce(sum(Total) / nullif(sum(Count), 0), avg(Average)), any_value(Average), count(*)"
                + " FROM platform_metrics WHERE lower(ResourceId) = " + Sql.text(resource.key())
                + " AND MetricName = " + Sql.text(metric.name())
                + " AND TimeStamp >= " + Sql.timestamp(replay.recorded(from))
                + " AND TimeStamp < " + Sql.timestamp(replay.recorded(to))
                + " AND TimeStamp <= " + Sql.timestamp(replay.recordedNow().minus(DELAY))
                + " GROUP BY bucket ORDER BY bucket";
        Map<Instant, Point> points = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Map<String, Double> values = new TreeMap<>();
                boolean single = rows.getLong(8) == 1;
                put(values, aggregations, "total", rows, 2);
                put(values, aggregations, "count", rows, 3);
                put(values, aggregations, "minimum", rows, 4);
                put(values, aggregations, "maximum", rows, 5);
                put(values, aggregations, "average", rows, single ? 7 : 6);
                // A bucket of a day or less begins at a multiple of itself since midnight, whatever day it is moved to.
                points.put(replay.served(Instant.ofEpochSecond(rows.getLong(1) * step)), new Point(values));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read platform metrics", e);
        }
        return points;
    }

    private static void put(Map<String, Double> values, List<String> wanted, String name, ResultSet row, int index)
            throws SQLException {
        double value = row.getDouble(index);
        if (!row.wasNull() && Double.isFinite(value) && wanted.contains(name)) {
            values.put(name, value);
        }
    }

    /** {@code GET {resource}/providers/Microsoft.Insights/metricDefinitions}. */
    WireResponse definitions(WireRequest request) {
        String id = "/" + request.segment("resource");
        Resource resource = inventory
                .find(id)
                .orElseThrow(
                        () -> AzureErrors.refusal(404, "ResourceNotFound", "The resource '" + id + "' was not found."));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("value");
        for (Metric metric : metrics(resource).values()) {
            ObjectNode item = list.addObject()
                    .put("id", resource.id() + "/providers/microsoft.insights/metricdefinitions/" + metric.name())
                    .put("resourceId", resource.id())
                    .put("namespace", resource.type());
            item.putObject("name").put("value", metric.name()).put("localizedValue", metric.name());
            item.put("isDimensionRequired", false).put("unit", metric.unit()).put("primaryAggregationType", "Average");
            ArrayNode supported = item.putArray("supportedAggregationTypes");
            List.of("Average", "Minimum", "Maximum", "Total", "Count").forEach(supported::add);
            ArrayNode grains = item.putArray("metricAvailabilities");
            GRAINS.forEach(grain -> grains.addObject().put("timeGrain", grain).put("retention", "P93D"));
        }
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private Map<String, Metric> metrics(Resource resource) {
        Map<String, Metric> metrics = new TreeMap<>();
        String sql = "SELECT DISTINCT MetricName, coalesce(Unit, 'Unspecified') FROM platform_metrics"
                + " WHERE lower(ResourceId) = " + Sql.text(resource.key());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                metrics.put(
                        rows.getString(1).toLowerCase(Locale.ROOT), new Metric(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which metrics there are", e);
        }
        return metrics;
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
