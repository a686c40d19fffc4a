package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of what was sent: {@code stats_v2} and {@code stats-summary}. The recorded system sent errors only, and all of
 * them were accepted.
 */
final class UsageApi {

    private static final String QUANTITY = "sum(quantity)";
    private static final Set<String> FIELDS = Set.of(QUANTITY, "sum(times_seen)");
    private static final Set<String> GROUPS = Set.of("outcome", "category", "reason", "project");

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;

    UsageApi(Manifest manifest, Replay replay, ErrorLog log) {
        this.manifest = manifest;
        this.replay = replay;
        this.log = log;
    }

    WireResponse stats(WireRequest request) {
        List<String> groupBy = request.parameters("groupBy");
        if (groupBy.isEmpty()) {
            throw SentryErrors.refusal(400, "At least one groupBy is required");
        }
        if (!GROUPS.containsAll(groupBy)) {
            throw SentryErrors.refusal(400, "Invalid groupBy: " + groupBy);
        }
        String field = field(request);
        EventScope scope = EventScope.of(request, manifest, replay.now());
        long step = SessionsApi.step(request);
        long start = Math.floorDiv(scope.from().toEpochMilli(), step) * step;
        long end = -Math.floorDiv(-scope.to().toEpochMilli(), step) * step;
        int steps = (int) ((end - start) / step);

        TreeMap<String, List<RecordedEvent>> byProject = new TreeMap<>();
        if (wanted(request, "category", "error") && wanted(request, "outcome", "accepted")) {
            boolean apart = groupBy.contains("project");
            for (RecordedEvent event : log.visible()) {
                long at = event.at().toEpochMilli();
                if (scope.projects().contains(event.project()) && at >= start && at < end) {
                    byProject
                            .computeIfAbsent(apart ? event.project() : "", key -> new ArrayList<>())
                            .add(event);
                }
            }
        }
        ObjectNode body = SessionsApi.frame(start, end, step);
        ArrayNode groups = body.putArray("groups");
        byProject.forEach((project, events) -> {
            ObjectNode group = groups.addObject();
            ObjectNode by = group.putObject("by");
            for (String name : groupBy) {
                switch (name) {
                    case "outcome" -> by.put(name, "accepted");
                    case "category" -> by.put(name, "error");
                    case "reason" -> by.put(name, "none");
                    default -> by.put(name, id(project));
                }
            }
            group.putObject("totals").put(field, events.size());
            if (!groupBy.contains("project")) {
                long[] counts = new long[steps];
                events.forEach(event -> counts[(int) ((event.at().toEpochMilli() - start) / step)]++);
                ArrayNode series = group.putObject("series").putArray(field);
                for (long count : counts) {
                    series.add(count);
                }
            }
        });
        return WireResponse.json(200, body);
    }

    WireResponse summary(WireRequest request) {
        String field = field(request);
        EventScope scope = EventScope.of(request, manifest, replay.now());
        ObjectNode body = Json.object()
                .put("start", scope.from().toString())
                .put("end", scope.to().toString());
        ArrayNode projects = body.putArray("projects");
        for (RecordedService service : manifest.services()) {
            long count = log.visible().stream()
                    .filter(event -> event.project().equals(service.sentryProject()) && scope.includes(event))
                    .count();
            if (count > 0 && wanted(request, "category", "error") && wanted(request, "outcome", "accepted")) {
                ObjectNode project = projects.addObject()
                        .put("id", String.valueOf(service.sentryProjectId()))
                        .put("slug", service.sentryProject());
                ObjectNode stats = project.putArray("stats").addObject().put("category", "error");
                stats.putObject("outcomes").put("accepted", count);
                stats.putObject("totals").put("dropped", 0).put(field, count);
            }
        }
        return WireResponse.json(200, body);
    }

    private static boolean wanted(WireRequest request, String parameter, String value) {
        List<String> asked = request.parameters(parameter);
        return asked.isEmpty() || asked.contains(value);
    }

    private static String field(WireRequest request) {
        String field = request.parameter("field").orElse("");
        if (!FIELDS.contains(field)) {
            throw SentryErrors.refusal(400, "Invalid field: \"" + field + "\"");
        }
        return field;
    }

    private long id(String project) {
        return manifest.services().stream()
                .filter(service -> service.sentryProject().equals(project))
                .mapToLong(RecordedService::sentryProjectId)
                .findFirst()
                .orElseThrow();
    }
}
