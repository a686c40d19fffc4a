package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Issues: groups of errors, with counts for the window asked and for all time. */
final class IssuesApi {

    private static final int LARGEST_PAGE = 5;

    /** A group with its events in the window, and all of them up to now; both in order of time, neither empty. */
    private record Issue(ErrorLog.Group group, List<RecordedEvent> window, List<RecordedEvent> lifetime) {

        RecordedEvent first() {
            return window.get(0);
        }

        RecordedEvent last() {
            return window.get(window.size() - 1);
        }
    }

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;
    private final ReleaseBook releases;
    private final Throttle throttle;

    IssuesApi(Manifest manifest, Replay replay, ErrorLog log, ReleaseBook releases, Throttle throttle) {
        this.manifest = manifest;
        this.replay = replay;
        this.log = log;
        this.releases = releases;
        this.throttle = throttle;
    }

    WireResponse list(WireRequest request) {
        if (throttle.refuses("issues")) {
            return SentryErrors.error(
                            429,
                            "You are attempting to use this endpoint too frequently. Limit is 20 requests in 1 seconds")
                    .with("X-Sentry-Rate-Limit-Remaining", "0");
        }
        EventScope scope = EventScope.of(request, manifest, replay.now());
        SearchQuery query = SearchQuery.parse(request.parameter("query").orElse("is:unresolved"));
        Comparator<Issue> order = switch (request.parameter("sort").orElse("date")) {
            case "date" ->
                Comparator.comparing((Issue issue) -> issue.last().at()).reversed();
            case "new" ->
                Comparator.comparing((Issue issue) -> issue.lifetime().get(0).at())
                        .reversed();
            case "freq" ->
                Comparator.comparing((Issue issue) -> issue.window().size()).reversed();
            default -> throw SentryErrors.refusal(400, "Invalid sort: must be one of date, new, freq");
        };
        List<Issue> found = query.wantsUnresolved()
                ? issues(scope, query).stream()
                        .sorted(order.thenComparing(issue -> issue.group().id()))
                        .toList()
                : List.of();
        Set<String> collapse = Set.copyOf(request.parameters("collapse"));
        return Page.of(request, found, "limit", LARGEST_PAGE, issue -> summary(issue, collapse))
                .with("X-Hits", String.valueOf(found.size()))
                .with("X-Max-Hits", "1000");
    }

    private List<Issue> issues(EventScope scope, SearchQuery query) {
        Map<ErrorLog.Group, List<RecordedEvent>> windows = new LinkedHashMap<>();
        Map<ErrorLog.Group, List<RecordedEvent>> lifetimes = new LinkedHashMap<>();
        for (RecordedEvent event : log.visible()) {
            ErrorLog.Group group = log.group(event);
            if (scope.projects().contains(event.project())) {
                lifetimes.computeIfAbsent(group, g -> new ArrayList<>()).add(event);
            }
            if (scope.includes(event) && query.matches(event)) {
                windows.computeIfAbsent(group, g -> new ArrayList<>()).add(event);
            }
        }
        List<Issue> issues = new ArrayList<>();
        windows.forEach((group, events) ->
                issues.add(new Issue(group, inTime(events), inTime(lifetimes.getOrDefault(group, events)))));
        return issues;
    }

    private static List<RecordedEvent> inTime(List<RecordedEvent> events) {
        return events.stream()
                .sorted(Comparator.comparing(RecordedEvent::at).thenComparing(RecordedEvent::id))
                .toList();
    }

    WireResponse get(WireRequest request) {
        ErrorLog.Group group = log.find(request.segment("issue"))
                .orElseThrow(() -> SentryErrors.refusal(404, "The requested resource does not exist"));
        List<RecordedEvent> events = inTime(log.visible().stream()
                .filter(event -> log.group(event).equals(group))
                .toList());
        if (events.isEmpty()) {
            throw SentryErrors.refusal(404, "The requested resource does not exist");
        }
        Set<String> collapse = Set.copyOf(request.parameters("collapse"));
        Issue whole = new Issue(group, events, events);
        ObjectNode issue = summary(whole, collapse);
        if (!collapse.contains("release")) {
            issue.set("firstRelease", releases.brief(whole.first().release()));
            issue.set("lastRelease", releases.brief(whole.last().release()));
        }
        if (!collapse.contains("tags")) {
            issue.set("tags", tags(events));
        }
        issue.putArray("activity")
                .addObject()
                .put("id", "0")
                .put("type", "first_seen")
                .put("dateCreated", whole.first().at().toString());
        issue.putArray("seenBy");
        issue.putArray("participants");
        return WireResponse.json(200, issue.put("userReportCount", 0));
    }

    private static ArrayNode tags(List<RecordedEvent> events) {
        ArrayNode tags = Json.array();
        for (String key : List.of("environment", "level", "release", "transaction")) {
            Set<String> values = events.stream()
                    .flatMap(event -> event.field(key).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!values.isEmpty()) {
                tags.addObject().put("key", key).put("name", key).put("totalValues", events.size());
            }
        }
        return tags;
    }

    private ObjectNode summary(Issue issue, Set<String> collapse) {
        RecordedEvent last = issue.last();
        ErrorLog.Group group = issue.group();
        ObjectNode json = Json.object()
                .put("id", String.valueOf(group.id()))
                .putNull("shareId")
                .put("shortId", group.shortId())
                .put("title", title(last))
                .put("culprit", last.culprit().isEmpty() ? last.transaction() : last.culprit())
                .put("permalink", "https://" + manifest.sentryOrganization() + ".sentry.io/issues/" + group.id() + "/")
                .putNull("logger")
                .put("level", last.level())
                .put("status", "unresolved")
                .put("substatus", substatus(issue))
                .put("isPublic", false)
                .put("platform", "java")
                .put("priority", priority(last.level()))
                .put("type", "error")
                .put("issueType", "error")
                .put("issueCategory", "error")
                .putNull("assignedTo")
                .put("numComments", 0)
                .put("hasSeen", false);
        json.putObject("statusDetails");
        json.putArray("annotations");
        json.set("project", project(group.project()));
        ObjectNode metadata =
                json.putObject("metadata").put("type", last.shortType()).put("value", last.value());
        last.frame().ifPresent(frame -> metadata.put("filename", frame.file()).put("function", frame.function()));
        if (!collapse.contains("unhandled")) {
            json.put("isUnhandled", issue.window().stream().anyMatch(RecordedEvent::unhandled));
        }
        counts(json, issue.window());
        if (!collapse.contains("lifetime")) {
            counts(json.putObject("lifetime"), issue.lifetime());
        }
        if (!collapse.contains("filtered")) {
            json.putNull("filtered");
        }
        if (!collapse.contains("stats")) {
            json.putObject("stats").set("24h", hourly(issue.lifetime()));
        }
        return json;
    }

    private static void counts(ObjectNode json, List<RecordedEvent> events) {
        json.put("count", String.valueOf(events.size()))
                .put("userCount", 0)
                .put("firstSeen", events.get(0).at().toString())
                .put("lastSeen", events.get(events.size() - 1).at().toString());
    }

    private static String title(RecordedEvent event) {
        String first = event.value().lines().findFirst().orElse("");
        return first.isEmpty() ? event.shortType() : event.shortType() + ": " + first;
    }

    private String substatus(Issue issue) {
        Instant first = issue.lifetime().get(0).at();
        return first.isAfter(replay.now().minus(Duration.ofDays(7))) ? "new" : "ongoing";
    }

    private static String priority(String level) {
        return switch (level) {
            case "error", "fatal" -> "high";
            case "warning" -> "medium";
            default -> "low";
        };
    }

    private ObjectNode project(String slug) {
        long id = manifest.services().stream()
                .filter(service -> service.sentryProject().equals(slug))
                .mapToLong(RecordedService::sentryProjectId)
                .findFirst()
                .orElse(0);
        return Json.object()
                .put("id", String.valueOf(id))
                .put("name", slug)
                .put("slug", slug)
                .put("platform", "java");
    }

    /** The last 24 hours, an hour a pair of its beginning in epoch seconds and the count. */
    private ArrayNode hourly(List<RecordedEvent> events) {
        long thisHour = Math.floorDiv(replay.now().getEpochSecond(), 3600);
        ArrayNode stats = Json.array();
        for (long hour = thisHour - 23; hour <= thisHour; hour++) {
            long wanted = hour;
            long count = events.stream()
                    .filter(event -> Math.floorDiv(event.at().getEpochSecond(), 3600) == wanted)
                    .count();
            stats.addArray().add(hour * 3600).add(count);
        }
        return stats;
    }
}
