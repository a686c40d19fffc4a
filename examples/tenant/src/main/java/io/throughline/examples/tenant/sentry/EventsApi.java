package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables of events: {@code events/}. Errors are what was recorded; of spans there are none. */
final class EventsApi {

    private static final Set<String> DATASETS = Set.of("errors", "spans", "discover", "transactions");
    private static final int LARGEST_PAGE = 3;
    private static final int MOST_FIELDS = 20;

    /** A row: the events that it stands for, in order of time. */
    private record Row(List<RecordedEvent> events) {

        RecordedEvent first() {
            return events.get(0);
        }

        Instant last() {
            return events.get(events.size() - 1).at();
        }
    }

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;

    EventsApi(Manifest manifest, Replay replay, ErrorLog log) {
        this.manifest = manifest;
        this.replay = replay;
        this.log = log;
    }

    WireResponse events(WireRequest request) {
        String dataset = request.parameter("dataset").orElse("");
        if (!DATASETS.contains(dataset)) {
            throw SentryErrors.refusal(400, "dataset must be one of: discover, errors, spans, transactions");
        }
        List<String> fields = request.parameters("field");
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw SentryErrors.refusal(400, fields.isEmpty() ? "No columns selected" : "You can view up to 20 fields");
        }
        EventScope scope = EventScope.of(request, manifest, replay.now());
        boolean errors = dataset.equals("errors") || dataset.equals("discover");
        List<Row> rows = errors ? rows(request, scope, fields) : List.of();
        List<Row> sorted = sorted(rows, request.parameter("sort").orElse(""), fields);
        return Page.of(
                request, sorted, "per_page", LARGEST_PAGE, row -> json(row, fields), items -> table(items, dataset, fields));
    }

    private static ObjectNode table(ArrayNode items, String dataset, List<String> fields) {
        ObjectNode body = Json.object();
        body.set("data", items);
        ObjectNode meta = body.putObject("meta");
        ObjectNode types = meta.putObject("fields");
        ObjectNode units = meta.putObject("units");
        for (String field : fields) {
            types.put(field, type(field));
            units.putNull(field);
        }
        meta.put("dataset", dataset).put("dataScanned", "full");
        return body;
    }

    private List<Row> rows(WireRequest request, EventScope scope, List<String> fields) {
        SearchQuery query = SearchQuery.parse(request.parameter("query").orElse(""));
        boolean grouped = fields.stream().anyMatch(field -> field.endsWith(")"));
        Map<Object, List<RecordedEvent>> groups = new LinkedHashMap<>();
        log.visible().stream()
                .filter(event -> scope.includes(event) && query.matches(event))
                .sorted(Comparator.comparing(RecordedEvent::at).thenComparing(RecordedEvent::id))
                .forEach(event -> groups.computeIfAbsent(
                                grouped ? names(event, fields) : event.id(), key -> new ArrayList<>())
                        .add(event));
        return groups.values().stream().map(Row::new).toList();
    }

    private List<String> names(RecordedEvent event, List<String> fields) {
        return fields.stream()
                .filter(field -> !field.endsWith(")"))
                .map(field -> value(event, field))
                .toList();
    }

    private List<Row> sorted(List<Row> rows, String sort, List<String> fields) {
        boolean descending = sort.startsWith("-");
        String field = descending ? sort.substring(1) : sort;
        if (field.isEmpty()) {
            return rows;
        }
        if (!fields.contains(field)) {
            throw SentryErrors.refusal(400, "Cannot sort by a field that is not selected.");
        }
        Comparator<Row> order =
                switch (field) {
                    case "count()" -> Comparator.comparing((Row row) -> row.events().size());
                    case "last_seen()" -> Comparator.comparing(Row::last);
                    default -> Comparator.comparing((Row row) -> value(row.first(), field));
                };
        return rows.stream().sorted(descending ? order.reversed() : order).toList();
    }

    private ObjectNode json(Row row, List<String> fields) {
        ObjectNode json = Json.object();
        for (String field : fields) {
            switch (field) {
                case "count()" -> json.put(field, row.events().size());
                case "last_seen()" -> json.put(field, row.last().toString());
                case "issue.id" -> json.put(field, log.group(row.first()).id());
                default -> json.put(field, value(row.first(), field));
            }
        }
        return json;
    }

    private String value(RecordedEvent event, String field) {
        return switch (field) {
            case "id" -> event.id();
            case "timestamp" -> event.at().toString();
            case "issue" -> log.group(event).shortId();
            case "issue.id" -> String.valueOf(log.group(event).id());
            case "title" -> event.shortType() + ": " + event.value();
            default -> {
                if (field.endsWith(")")) {
                    throw SentryErrors.refusal(400, "Invalid query. " + field + " is not computed here");
                }
                yield event.field(field).orElse("");
            }
        };
    }

    private static String type(String field) {
        return switch (field) {
            case "count()", "issue.id" -> "integer";
            case "timestamp", "last_seen()" -> "date";
            default -> "string";
        };
    }
}
