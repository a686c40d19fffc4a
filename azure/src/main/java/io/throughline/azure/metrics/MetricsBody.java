package io.throughline.azure.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.core.http.UnreadableItem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what both interfaces for metrics answer: a list of resources with a list of metrics each, or one such list alone.
 * One metric of one resource is held as a tree at a time. A value that is no number ({@code NaN}, as number or as text) is
 * no sample.
 */
final class MetricsBody {

    private static final String OWNER_END = "/providers/microsoft.insights/metrics/";

    private static final JsonFactory JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()
            .getFactory();

    private MetricsBody() {}

    /** Metrics as they came. */
    record Decoded(List<ResourceMetric> metrics) {}

    /**
     * Reads the answer about several resources.
     *
     * @throws IOException if it is none
     */
    static Decoded batch(byte[] body, @Nullable Consumer<UnreadableItem> taker) throws IOException {
        List<ResourceMetric> metrics = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            boolean found = false;
            enter(json, "the answer");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                json.nextToken();
                if (!member.equals("values")) {
                    json.skipChildren();
                    continue;
                }
                found = true;
                require(json, JsonToken.START_ARRAY, "/values");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    require(json, JsonToken.START_OBJECT, "/values");
                    resource(json, metrics, taker);
                }
            }
            if (!found) {
                throw new IOException("/values: a list of results was expected");
            }
        }
        return new Decoded(metrics);
    }

    /**
     * Reads the answer about one resource.
     *
     * @throws IOException if it is none
     */
    static Decoded single(JsonNode body, @Nullable Consumer<UnreadableItem> taker) throws IOException {
        JsonNode value = body.path("value");
        if (!value.isArray()) {
            throw new IOException("/value: a list of metrics was expected");
        }
        List<ResourceMetric> metrics = new ArrayList<>();
        for (JsonNode metric : value) {
            Optional<ResourceMetric> read = metric(metric, null, taker);
            if (read.isPresent()) {
                metrics.add(owned(read.get(), null));
            }
        }
        return new Decoded(metrics);
    }

    /** The resource's id may come after its metrics. */
    private static void resource(JsonParser json, List<ResourceMetric> into, @Nullable Consumer<UnreadableItem> taker)
            throws IOException {
        List<ResourceMetric> metrics = new ArrayList<>();
        String owner = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken token = json.nextToken();
            if (member.equals("resourceid") && token == JsonToken.VALUE_STRING) {
                owner = json.getText();
            } else if (member.equals("value")) {
                require(json, JsonToken.START_ARRAY, "/values/value");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    metric(json.readValueAsTree(), owner, taker).ifPresent(metrics::add);
                }
            } else {
                json.skipChildren();
            }
        }
        for (ResourceMetric metric : metrics) {
            into.add(owned(metric, owner));
        }
    }

    private static ResourceMetric owned(ResourceMetric metric, @Nullable String owner) throws IOException {
        if (owner != null && !owner.isBlank()) {
            return metric.of(owner);
        }
        if (metric.resourceId().isEmpty()) {
            throw new IOException("/value/id: the id of a resource's metric was expected");
        }
        return metric;
    }

    /** The resource is read from the metric's own id, and empty if that has none. */
    /** Reads a metric, unless it cannot be read and somebody takes it. */
    private static Optional<ResourceMetric> metric(
            JsonNode metric, @Nullable String owner, @Nullable Consumer<UnreadableItem> taker) throws IOException {
        try {
            return Optional.of(metric(metric));
        } catch (IOException e) {
            if (taker == null) {
                throw e;
            }
            UnreadableItem item =
                    UnreadableItem.of("read metrics", "/value", metric.toString(), String.valueOf(e.getMessage()));
            String id = item.id() != null
                    ? item.id()
                    : (owner == null ? "" : owner + " ")
                            + metric.at("/name/value").asText("a metric");
            taker.accept(new UnreadableItem(
                    item.operation(), item.pointer(), id, item.time(), item.reason(), item.excerpt()));
            return Optional.empty();
        }
    }

    private static ResourceMetric metric(JsonNode metric) throws IOException {
        String name = metric.at("/name/value").asText("");
        if (name.isEmpty()) {
            throw new IOException("/value/name/value: the name of a metric was expected");
        }
        String id = metric.path("id").asText("");
        int end = id.toLowerCase(Locale.ROOT).indexOf(OWNER_END);
        List<ResourceMetric.Series> series = new ArrayList<>();
        for (JsonNode element : metric.path("timeseries")) {
            series.add(series(element));
        }
        return new ResourceMetric(
                end > 0 ? id.substring(0, end) : "",
                name,
                metric.path("unit").asText("Unspecified"),
                problem(metric),
                series);
    }

    private static ResourceMetric.Series series(JsonNode element) throws IOException {
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (JsonNode dimension : element.path("metadatavalues")) {
            dimensions.put(
                    dimension.at("/name/value").asText(),
                    dimension.path("value").asText());
        }
        JsonNode data = element.path("data");
        List<ResourceMetric.Point> points = new ArrayList<>(data.size());
        for (JsonNode point : data) {
            points.add(new ResourceMetric.Point(
                    instant(point.path("timeStamp").asText("")),
                    number(point, "average"),
                    number(point, "minimum"),
                    number(point, "maximum"),
                    number(point, "total"),
                    number(point, "count")));
        }
        points.sort(Comparator.comparing(ResourceMetric.Point::at));
        return new ResourceMetric.Series(dimensions, points);
    }

    private static @Nullable String problem(JsonNode metric) {
        String code = metric.path("errorCode").asText("");
        if (code.isEmpty() || code.equalsIgnoreCase("Success")) {
            return null;
        }
        String message = metric.path("errorMessage").asText("");
        return message.isEmpty() ? code : code + ": " + message;
    }

    private static @Nullable Double number(JsonNode point, String member) throws IOException {
        JsonNode value = point.path(member);
        double number = Double.NaN;
        if (value.isNumber()) {
            number = value.doubleValue();
        } else if (value.isTextual() && !value.asText().isBlank()) {
            try {
                number = Double.parseDouble(value.asText());
            } catch (NumberFormatException e) {
                throw new IOException("/value/timeseries/data/" + member + ": a number was expected", e);
            }
        }
        return Double.isFinite(number) ? number : null;
    }

    private static Instant instant(String text) throws IOException {
        try {
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IOException("/value/timeseries/data/timeStamp: a time was expected, was '" + text + "'", e);
        }
    }

    private static void enter(JsonParser json, String what) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException(what + ": a JSON object was expected");
        }
    }

    private static void require(JsonParser json, JsonToken token, String pointer) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException(pointer + ": " + token + " was expected, was " + json.currentToken());
        }
    }
}
