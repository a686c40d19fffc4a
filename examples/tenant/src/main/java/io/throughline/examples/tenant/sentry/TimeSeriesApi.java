package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts of errors by time: {@code events-timeseries} and its older sister {@code events-stats}. */
final class TimeSeriesApi {

    private static final int MOST_BUCKETS = 10_000;

    /** A window cut into buckets; times in epoch milliseconds. */
    private record Buckets(long start, long end, long step) {

        int count() {
            return (int) ((end - start + step - 1) / step);
        }
    }

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;

    TimeSeriesApi(Manifest manifest, Replay replay, ErrorLog log) {
        this.manifest = manifest;
        this.replay = replay;
        this.log = log;
    }

    WireResponse series(WireRequest request) {
        String dataset = request.parameter("dataset").orElse("");
        if (dataset.equals("spans")) {
            return spans(request);
        }
        if (!dataset.equals("errors")) {
            throw SentryErrors.refusal(400, "dataset must be one of: errors, spans");
        }
        String axis = axis(request);
        EventScope scope = EventScope.of(request, manifest, replay.now());
        Buckets buckets = buckets(request, scope);
        List<RecordedEvent> events = events(request, scope);
        ObjectNode body = Json.object();
        body.putObject("meta")
                .put("dataset", dataset)
                .put("start", buckets.start())
                .put("end", buckets.end());
        ArrayNode list = body.putArray("timeSeries");
        List<String> groupBy = request.parameters("groupBy");
        if (groupBy.isEmpty()) {
            list.add(series(axis, buckets, events, Optional.empty(), false, 0));
        } else {
            grouped(request, groupBy, axis, buckets, events, list);
        }
        return WireResponse.json(200, body);
    }

    /** No span was ever sent: counts are zero, anything else has no value, and there is no group. */
    private WireResponse spans(WireRequest request) {
        EventScope scope = EventScope.of(request, manifest, replay.now());
        Buckets buckets = buckets(request, scope);
        ObjectNode body = Json.object();
        body.putObject("meta")
                .put("dataset", "spans")
                .put("start", buckets.start())
                .put("end", buckets.end());
        ArrayNode list = body.putArray("timeSeries");
        if (request.parameters("groupBy").isEmpty()) {
            for (String axis : request.parameters("yAxis")) {
                ObjectNode series = series(axis, buckets, List.of(), Optional.empty(), false, 0);
                if (!axis.contains("count(")) {
                    series.path("values").forEach(value -> ((ObjectNode) value).putNull("value"));
                }
                list.add(series);
            }
        }
        return WireResponse.json(200, body);
    }

    private void grouped(
            WireRequest request,
            List<String> groupBy,
            String axis,
            Buckets buckets,
            List<RecordedEvent> events,
            ArrayNode list) {
        int top = top(request);
        Map<List<String>, List<RecordedEvent>> groups = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            List<String> key =
                    groupBy.stream().map(name -> event.field(name).orElse("")).toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
        }
        List<Map.Entry<List<String>, List<RecordedEvent>>> order = groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, List<RecordedEvent>> group) ->
                                -group.getValue().size())
                        .thenComparing(group -> String.join("\n", group.getKey())))
                .toList();
        List<RecordedEvent> others = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i >= top) {
                others.addAll(order.get(i).getValue());
                continue;
            }
            ArrayNode names = Json.array();
            for (int k = 0; k < groupBy.size(); k++) {
                String value = order.get(i).getKey().get(k);
                names.addObject().put("key", groupBy.get(k)).put("value", value.isEmpty() ? null : value);
            }
            list.add(series(axis, buckets, order.get(i).getValue(), Optional.of(names), false, i));
        }
        if (!others.isEmpty() && !request.parameter("excludeOther").orElse("0").equals("1")) {
            list.add(series(axis, buckets, others, Optional.empty(), true, top));
        }
    }

    private static int top(WireRequest request) {
        String text = request.parameter("topEvents").orElse("5");
        try {
            int top = Integer.parseInt(text);
            if (top >= 1 && top <= 10) {
                return top;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw SentryErrors.refusal(400, "Can only get up to 10 top events");
    }

    private ObjectNode series(
            String axis,
            Buckets buckets,
            List<RecordedEvent> events,
            Optional<ArrayNode> groupBy,
            boolean other,
            int order) {
        ObjectNode series = Json.object().put("yAxis", axis);
        groupBy.ifPresent(names -> series.set("groupBy", names));
        series.putObject("meta")
                .put("valueType", "integer")
                .putNull("valueUnit")
                .put("interval", buckets.step())
                .put("isOther", other)
                .put("order", order);
        ArrayNode values = series.putArray("values");
        long[] counts = count(buckets, events);
        for (int i = 0; i < counts.length; i++) {
            long at = buckets.start() + i * buckets.step();
            values.addObject()
                    .put("timestamp", at)
                    .put("value", counts[i])
                    .put("incomplete", at + buckets.step() > replay.now().toEpochMilli());
        }
        return series;
    }

    private static long[] count(Buckets buckets, List<RecordedEvent> events) {
        long[] counts = new long[buckets.count()];
        for (RecordedEvent event : events) {
            counts[(int) ((event.at().toEpochMilli() - buckets.start()) / buckets.step())]++;
        }
        return counts;
    }

    /** The older form: pairs of epoch seconds and a list with the count. */
    WireResponse stats(WireRequest request) {
        String axis = axis(request);
        EventScope scope = EventScope.of(request, manifest, replay.now());
        Buckets buckets = buckets(request, scope);
        long[] counts = count(buckets, events(request, scope));
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (int i = 0; i < counts.length; i++) {
            ArrayNode pair = data.addArray().add((buckets.start() + i * buckets.step()) / 1000);
            pair.addArray().addObject().put("count", counts[i]);
        }
        body.put("start", buckets.start() / 1000).put("end", buckets.end() / 1000);
        body.putObject("meta").putObject("fields").put(axis, "integer");
        return WireResponse.json(200, body);
    }

    private static String axis(WireRequest request) {
        String axis = request.parameter("yAxis").orElse("count()");
        if (!axis.equals("count()")) {
            throw SentryErrors.refusal(400, "Invalid yAxis: " + axis + " is not computed here, only count()");
        }
        return axis;
    }

    private List<RecordedEvent> events(WireRequest request, EventScope scope) {
        SearchQuery query = SearchQuery.parse(request.parameter("query").orElse(""));
        return log.visible().stream()
                .filter(event -> scope.includes(event) && query.matches(event))
                .collect(Collectors.toList());
    }

    /** A bad interval falls back, as in Sentry; the window is widened to whole buckets. */
    private static Buckets buckets(WireRequest request, EventScope scope) {
        Duration window = Duration.between(scope.from(), scope.to());
        Duration fallback = window.compareTo(Duration.ofHours(12)) <= 0 ? Duration.ofMinutes(5) : Duration.ofHours(1);
        Duration step = request.parameter("interval")
                .flatMap(EventScope::period)
                .filter(asked -> !asked.isZero() && asked.compareTo(window) <= 0)
                .filter(asked -> window.dividedBy(asked) <= MOST_BUCKETS)
                .orElse(fallback);
        long millis = step.toMillis();
        long start = Math.floorDiv(scope.from().toEpochMilli(), millis) * millis;
        return new Buckets(start, scope.to().toEpochMilli(), millis);
    }
}
