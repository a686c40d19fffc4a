package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Alerts Management: the alert instances of a subscription, as they stand now; its pages are small on purpose. */
final class AlertsApi {

    private static final Map<String, Duration> RANGES = Map.of(
            "1h", Duration.ofHours(1), "1d", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));
    private static final int LARGEST_PAGE = 4;

    private final Manifest manifest;
    private final Replay replay;
    private final List<RecordedAlert> alerts;

    AlertsApi(Manifest manifest, Replay replay, List<RecordedAlert> alerts) {
        this.manifest = manifest;
        this.replay = replay;
        this.alerts = List.copyOf(alerts);
    }

    /** {@code GET /subscriptions/{id}/providers/Microsoft.AlertsManagement/alerts}. */
    WireResponse list(WireRequest request, String self) {
        Subscriptions.require(request, manifest);
        Timespan range = range(request);
        Predicate<RecordedAlert> wanted = alert -> !served(alert.fired()).isAfter(range.to())
                && !served(alert.fired()).isBefore(range.from());
        wanted = wanted.and(alert -> matches(request, "monitorCondition", condition(alert)))
                .and(alert -> matches(request, "severity", "Sev" + alert.severity()))
                .and(alert -> matches(request, "targetResource", alert.target()))
                .and(alert -> matches(request, "alertRule", alert.ruleId()));
        boolean byStart =
                request.parameter("sortBy").orElse("lastModifiedDateTime").equals("startDateTime");
        Comparator<RecordedAlert> order = Comparator.comparing(
                        (RecordedAlert alert) -> byStart ? served(alert.fired()) : modified(alert))
                .thenComparing(RecordedAlert::id);
        if (!request.parameter("sortOrder").orElse("desc").equals("asc")) {
            order = order.reversed();
        }
        List<RecordedAlert> found = alerts.stream()
                .filter(alert -> !served(alert.fired()).isAfter(replay.now()))
                .filter(wanted)
                .sorted(order)
                .toList();
        int page = Math.min(pageCount(request), LARGEST_PAGE);
        int from = request.parameter("ctoken").map(AlertsApi::offset).orElse(0);
        int to = Math.min(from + page, found.size());
        ObjectNode body = Json.object();
        ArrayNode value = body.putArray("value");
        boolean context = request.parameter("includeContext").orElse("false").equalsIgnoreCase("true");
        found.subList(Math.min(from, to), to).forEach(alert -> value.add(item(alert, context)));
        if (to < found.size()) {
            body.put("nextLink", self + request.rawPath() + "?" + query(request) + "&ctoken=" + to);
        }
        return AzureErrors.identified(WireResponse.json(200, body))
                .with("x-ms-ratelimit-remaining-subscription-resource-requests", "99");
    }

    private Timespan range(WireRequest request) {
        Optional<String> custom = request.parameter("customTimeRange");
        if (custom.isPresent()) {
            if (request.parameter("timeRange").isPresent()) {
                throw refused("timeRange and customTimeRange must not both be given.");
            }
            return Timespan.parse(custom.get(), replay.now())
                    .orElseThrow(() -> refused("customTimeRange is no time range: " + custom.get()));
        }
        String name = request.parameter("timeRange").orElse("1d");
        Duration length = RANGES.get(name);
        if (length == null) {
            throw refused("timeRange must be one of 1h, 1d, 7d, 30d, was " + name);
        }
        return new Timespan(replay.now().minus(length), replay.now());
    }

    private static int pageCount(WireRequest request) {
        String text = request.parameter("pageCount").orElse("25");
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= 250) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw refused("pageCount must be between 1 and 250, was " + text);
    }

    private static int offset(String token) {
        try {
            return Math.max(0, Integer.parseInt(token));
        } catch (NumberFormatException e) {
            throw refused("ctoken is not one of this service.");
        }
    }

    private static Refusal refused(String message) {
        return AzureErrors.refusal(400, "BadRequest", message);
    }

    private static boolean matches(WireRequest request, String parameter, String value) {
        return request.parameter(parameter)
                .map(wanted -> wanted.equalsIgnoreCase(value))
                .orElse(true);
    }

    private static String query(WireRequest request) {
        return request.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("ctoken"))
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().get(0), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private ObjectNode item(RecordedAlert alert, boolean context) {
        String[] parts = alert.target().split("/", -1);
        String name = parts[parts.length - 1];
        ObjectNode item = Json.object();
        ObjectNode properties = item.putObject("properties");
        ObjectNode essentials = properties.putObject("essentials");
        essentials.put("severity", "Sev" + alert.severity());
        essentials.put("signalType", "Metric").put("alertState", "New").put("monitorCondition", condition(alert));
        essentials
                .put("monitorService", "Platform")
                .put("targetResource", alert.target().toLowerCase(Locale.ROOT));
        essentials.put("targetResourceName", name).put("targetResourceGroup", manifest.resourceGroup());
        essentials.put("targetResourceType", parts.length > 2 ? parts[parts.length - 2].toLowerCase(Locale.ROOT) : "");
        essentials.put("sourceCreatedId", alert.id()).put("alertRule", alert.ruleId());
        essentials.put("startDateTime", served(alert.fired()).toString());
        essentials.put("lastModifiedDateTime", modified(alert).toString()).put("lastModifiedUserName", "System");
        if (resolved(alert).isPresent()) {
            essentials.put(
                    "monitorConditionResolvedDateTime", resolved(alert).get().toString());
        }
        essentials.putObject("actionStatus").put("isSuppressed", false);
        essentials.put("description", alert.description());
        if (context) {
            ObjectNode condition = properties
                    .putObject("context")
                    .putObject("context")
                    .putObject("condition")
                    .putArray("allOf")
                    .addObject();
            condition
                    .put("metricName", alert.metric())
                    .put("threshold", alert.threshold())
                    .put("metricValue", alert.value());
        }
        item.put("id", alert.target() + "/providers/Microsoft.AlertsManagement/alerts/" + alert.id());
        return item.put("type", "Microsoft.AlertsManagement/alerts").put("name", alert.rule());
    }

    private String condition(RecordedAlert alert) {
        return resolved(alert).isPresent() ? "Resolved" : "Fired";
    }

    private Instant modified(RecordedAlert alert) {
        return resolved(alert).orElse(served(alert.fired()));
    }

    /** When it resolved, if that is past. */
    private Optional<Instant> resolved(RecordedAlert alert) {
        return alert.resolved().map(this::served).filter(at -> !at.isAfter(replay.now()));
    }

    private Instant served(Instant recorded) {
        return replay.served(recorded);
    }
}
