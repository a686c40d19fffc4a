package io.throughline.azure.insights;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.internal.AzureError;
import io.throughline.core.http.Timestamps;
import io.throughline.core.telemetry.TimeWindow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A metric of an application.
 *
 * @param id its name, {@code requests/count}
 * @param start from when on it was looked at, UTC
 * @param end until when
 * @param points one for each interval and combination of segments; one in all if neither was asked for
 */
public record InsightsMetric(String id, Instant start, Instant end, List<Point> points) {

    private static final Set<String> AGGREGATIONS = Set.of("sum", "avg", "min", "max", "count", "unique");

    public InsightsMetric {
        points = List.copyOf(points);
    }

    /**
     * A value, or several aggregations of it.
     *
     * @param start from when on, UTC
     * @param end until when
     * @param segments the dimensions that were asked for, with their values
     * @param values values by aggregation ({@code sum}, {@code avg}, {@code count}…); what is null is left out
     */
    public record Point(Instant start, Instant end, Map<String, String> segments, Map<String, Double> values) {

        public Point {
            segments = Collections.unmodifiableMap(new TreeMap<>(segments));
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }

        /** Returns the value of an aggregation. */
        public OptionalDouble value(String aggregation) {
            Double value = values.get(aggregation);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /**
     * What to ask for.
     *
     * @param id the metric's name, {@code requests/count}
     * @param span the time to look at
     * @param interval width of the points, or null for one point in all
     * @param aggregations {@code sum}, {@code avg}, …; empty for the metric's own
     * @param segments up to three dimensions to split by
     * @param most segments at most, or null for the service's default
     * @param filter a condition in OData's words, or null
     */
    public record Query(
            String id,
            TimeWindow span,
            @Nullable Duration interval,
            List<String> aggregations,
            List<String> segments,
            @Nullable Integer most,
            @Nullable String filter) {

        public Query {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(span, "span");
            aggregations = List.copyOf(aggregations);
            segments = List.copyOf(segments);
        }

        /** Returns a query for one number over all of a span. */
        public static Query of(String id, TimeWindow span) {
            return new Query(id, span, null, List.of(), List.of(), null, null);
        }
    }

    /**
     * The answer to one of several queries.
     *
     * @param metric the metric, or null if the query failed
     * @param error why it failed, or null
     */
    public record Answer(
            @Nullable InsightsMetric metric, @Nullable AzureError error) {}

    /** Reads an answer's value; empty if it is none. */
    static Optional<InsightsMetric> of(String id, JsonNode value) {
        Instant start = instant(value.path("start"), null);
        Instant end = instant(value.path("end"), null);
        if (start == null || end == null) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        collect(id, value, start, end, Map.of(), points);
        return Optional.of(new InsightsMetric(id, start, end, points));
    }

    private static void collect(
            String id, JsonNode node, Instant start, Instant end, Map<String, String> outer, List<Point> points) {
        Instant from = Objects.requireNonNull(instant(node.path("start"), start));
        Instant to = Objects.requireNonNull(instant(node.path("end"), end));
        Map<String, String> segments = new TreeMap<>(outer);
        Map<String, Double> values = new TreeMap<>();
        // Values stand in an object under the metric's name; in some answers that is null and they stand beside it.
        JsonNode own = node.path(id);
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            String name = member.getKey();
            if (name.equals(id)
                    || Set.of("start", "end", "interval", "segments").contains(name)) {
                return;
            }
            if (AGGREGATIONS.contains(name) && !own.isObject()) {
                number(value).ifPresent(number -> values.put(name, number));
            } else if (value.isValueNode()) {
                segments.put(name, value.isNull() ? "" : value.asText());
            }
        });
        own.properties()
                .forEach(member -> number(member.getValue()).ifPresent(number -> values.put(member.getKey(), number)));
        if (node.path("segments").isArray()) {
            node.path("segments").forEach(inner -> collect(id, inner, from, to, segments, points));
        } else {
            points.add(new Point(from, to, segments, values));
        }
    }

    private static OptionalDouble number(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.asDouble());
        }
        try {
            return value.isTextual() ? OptionalDouble.of(Double.parseDouble(value.asText())) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static @Nullable Instant instant(JsonNode node, @Nullable Instant otherwise) {
        try {
            return node.isTextual() ? Timestamps.parse(node.asText()) : otherwise;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
