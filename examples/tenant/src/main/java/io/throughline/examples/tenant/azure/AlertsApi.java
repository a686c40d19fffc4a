package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Refusal;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Alerts Management: the alert instances of a subscription, as they stand now; its pages are small on purpose. */
final class AlertsApi {

    private static final Map<String, Duration> RANGES = Map.of(
            "1h", Duration.ofHours(1), "1d", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));
    private static final int LARGEST_PAGE = 4;

    private final Manifest manifest;
    private final Replay replay;
    private final Inventory inventory;
    private final ServedAlerts alerts;
    private final AlertHistory history;
    private final String caller;

    /**
     * Creates the API.
     *
     * @param caller the application that asks, which is who changes the state of alerts
     */
    AlertsApi(Manifest manifest, Replay replay, Inventory inventory, List<RecordedAlert> recorded, String caller) {
        this.manifest = manifest;
        this.replay = replay;
        this.inventory = inventory;
        this.history = new AlertHistory();
        this.alerts = new ServedAlerts(manifest, replay, recorded, history);
        this.caller = caller;
    }

    /** {@code GET {scope}/providers/Microsoft.AlertsManagement/alerts}. */
    WireResponse list(WireRequest request, String self) {
        boolean byStart =
                request.parameter("sortBy").orElse("lastModifiedDateTime").equals("startDateTime");
        Comparator<RecordedAlert> order = Comparator.comparing(
                        (RecordedAlert alert) -> byStart ? alerts.served(alert.fired()) : alerts.modified(alert))
                .thenComparing(RecordedAlert::id);
        if (!request.parameter("sortOrder").orElse("desc").equals("asc")) {
            order = order.reversed();
        }
        List<RecordedAlert> found = asked(request).stream().sorted(order).toList();
        int page = Math.min(pageCount(request), LARGEST_PAGE);
        boolean context = request.parameter("includeContext").orElse("false").equalsIgnoreCase("true");
        List<ObjectNode> items =
                found.stream().map(alert -> alerts.item(alert, context)).toList();
        return ArmPage.of(request, self, items, page, "ctoken")
                .with("x-ms-ratelimit-remaining-subscription-resource-requests", "99");
    }

    /** {@code GET {scope}/providers/Microsoft.AlertsManagement/alertsSummary}. */
    WireResponse summary(WireRequest request) {
        List<String> keys = List.of(request.parameter("groupby").orElse("").split(",", -1));
        ObjectNode body = Json.object();
        body.set("properties", AlertsSummary.of(asked(request), alerts, keys));
        body.put("id", "/" + request.segment("scope") + "/providers/Microsoft.AlertsManagement/alertsSummary/current");
        return AzureErrors.identified(WireResponse.json(
                200,
                body.put("type", "Microsoft.AlertsManagement/alertsSummary").put("name", "current")));
    }

    /** {@code GET {scope}/providers/Microsoft.AlertsManagement/alerts/{id}}. */
    WireResponse get(WireRequest request) {
        return AzureErrors.identified(WireResponse.json(200, alerts.item(one(request), true)));
    }

    /** {@code GET {scope}/providers/Microsoft.AlertsManagement/alerts/{id}/history}. */
    WireResponse history(WireRequest request) {
        return AzureErrors.identified(WireResponse.json(200, alerts.modifications(one(request))));
    }

    /** {@code POST {scope}/providers/Microsoft.AlertsManagement/alerts/{id}/changestate?newState=…}. */
    WireResponse changeState(WireRequest request) {
        RecordedAlert alert = one(request);
        String state = request.parameter("newState").orElse("");
        if (!AlertHistory.STATES.contains(state)) {
            throw refused("newState must be one of New, Acknowledged, Closed, was '" + state + "'.");
        }
        // The documentation calls it comments, its own example comment.
        String comments = Json.parse(request.body())
                .map(json -> json.path("comments").asText(json.path("comment").asText("")))
                .orElse("");
        history.change(alert.id(), state, replay.now(), caller, comments);
        return AzureErrors.identified(WireResponse.json(200, alerts.item(alert, true)));
    }

    /** Returns every alert that has fired, as the service writes it. */
    List<ObjectNode> items() {
        return alerts.fired().stream().map(alert -> alerts.item(alert, false)).toList();
    }

    private RecordedAlert one(WireRequest request) {
        ResourceScope scope = ResourceScope.of(request.segment("scope"), manifest, inventory);
        return alerts.fired().stream()
                .filter(alert ->
                        alert.id().equalsIgnoreCase(request.segment("alert")) && scope.contains(alert.target()))
                .findFirst()
                .orElseThrow(() -> AzureErrors.refusal(
                        404, "AlertNotFound", "The alert '" + request.segment("alert") + "' was not found."));
    }

    private List<RecordedAlert> asked(WireRequest request) {
        ResourceScope scope = ResourceScope.of(request.segment("scope"), manifest, inventory);
        Timespan range = range(request);
        Predicate<RecordedAlert> wanted = alert -> !alerts.served(alert.fired()).isAfter(range.to())
                && !alerts.served(alert.fired()).isBefore(range.from());
        return alerts.fired().stream()
                .filter(alert -> scope.contains(alert.target()))
                .filter(wanted.and(alert -> matches(request, "monitorCondition", alerts.condition(alert)))
                        .and(alert -> matches(request, "severity", "Sev" + alert.severity()))
                        .and(alert -> matches(request, "alertState", alerts.state(alert)))
                        .and(alert -> matches(request, "monitorService", "Platform"))
                        .and(alert -> matches(request, "targetResource", alert.target()))
                        .and(alert -> matches(request, "targetResourceGroup", manifest.resourceGroup()))
                        .and(alert -> matches(request, "targetResourceType", alerts.targetType(alert)))
                        .and(alert -> matches(request, "alertRule", alert.ruleId())))
                .toList();
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

    private static Refusal refused(String message) {
        return AzureErrors.refusal(400, "BadRequest", message);
    }

    private static boolean matches(WireRequest request, String parameter, String value) {
        return request.parameter(parameter)
                .map(wanted -> wanted.equalsIgnoreCase(value))
                .orElse(true);
    }
}
