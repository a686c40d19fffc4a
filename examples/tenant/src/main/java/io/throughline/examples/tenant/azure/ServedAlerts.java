package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The recorded alerts as they stand now: what has fired, what the monitor says of it, and what people made of it. */
final class ServedAlerts {

    private final Manifest manifest;
    private final Replay replay;
    private final List<RecordedAlert> alerts;
    private final AlertHistory history;

    ServedAlerts(Manifest manifest, Replay replay, List<RecordedAlert> alerts, AlertHistory history) {
        this.manifest = manifest;
        this.replay = replay;
        this.alerts = List.copyOf(alerts);
        this.history = history;
    }

    /** Returns those that have fired by now. */
    List<RecordedAlert> fired() {
        return alerts.stream()
                .filter(alert -> !served(alert.fired()).isAfter(replay.now()))
                .toList();
    }

    String state(RecordedAlert alert) {
        return history.state(alert.id());
    }

    /** Returns what happened to an alert, the newest first. */
    ObjectNode modifications(RecordedAlert alert) {
        ObjectNode answer = Json.object();
        ObjectNode properties = answer.putObject("properties").put("alertId", alert.id());
        ArrayNode list = properties.putArray("modifications");
        List<AlertHistory.Change> changes = history.of(alert.id());
        for (int i = changes.size() - 1; i >= 0; i--) {
            AlertHistory.Change change = changes.get(i);
            modification(list, "StateChange", change.from(), change.to(), change.at(), change.by())
                    .put("comments", change.comments())
                    .put("description", "State changed from '" + change.from() + "' to '" + change.to() + "'");
        }
        resolved(alert)
                .ifPresent(at -> modification(list, "MonitorConditionChange", "Fired", "Resolved", at, "System")
                        .put("comments", "")
                        .put("description", "Monitor condition changed from 'Fired' to 'Resolved'"));
        modification(list, "AlertCreated", "", "", served(alert.fired()), "System")
                .put("comments", "")
                .put("description", "New Alert Object is created");
        answer.put("id", id(alert) + "/history/default");
        return answer.put("type", "Microsoft.AlertsManagement/alerts").put("name", alert.rule());
    }

    private static ObjectNode modification(
            ArrayNode list, String event, String before, String after, Instant at, String by) {
        return list.addObject()
                .put("modificationEvent", event)
                .put("oldValue", before)
                .put("newValue", after)
                .put("modifiedAt", at.toString())
                .put("modifiedBy", by);
    }

    static String id(RecordedAlert alert) {
        return alert.target() + "/providers/Microsoft.AlertsManagement/alerts/" + alert.id();
    }

    /** Returns an alert as the service writes it. */
    ObjectNode item(RecordedAlert alert, boolean context) {
        String[] parts = alert.target().split("/", -1);
        String name = parts[parts.length - 1];
        ObjectNode item = Json.object();
        ObjectNode properties = item.putObject("properties");
        ObjectNode essentials = properties.putObject("essentials");
        essentials.put("severity", "Sev" + alert.severity());
        essentials
                .put("signalType", "Metric")
                .put("alertState", state(alert))
                .put("monitorCondition", condition(alert));
        essentials
                .put("monitorService", "Platform")
                .put("targetResource", alert.target().toLowerCase(Locale.ROOT));
        essentials.put("targetResourceName", name).put("targetResourceGroup", manifest.resourceGroup());
        essentials.put("targetResourceType", targetType(alert));
        essentials.put("sourceCreatedId", alert.id()).put("alertRule", alert.ruleId());
        essentials.put("startDateTime", served(alert.fired()).toString());
        essentials.put("lastModifiedDateTime", modified(alert).toString()).put("lastModifiedUserName", modifier(alert));
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
        item.put("id", id(alert));
        return item.put("type", "Microsoft.AlertsManagement/alerts").put("name", alert.rule());
    }

    String condition(RecordedAlert alert) {
        return resolved(alert).isPresent() ? "Resolved" : "Fired";
    }

    Instant modified(RecordedAlert alert) {
        Instant own = resolved(alert).orElse(served(alert.fired()));
        List<AlertHistory.Change> changes = history.of(alert.id());
        Instant last = changes.isEmpty() ? own : changes.get(changes.size() - 1).at();
        return last.isAfter(own) ? last : own;
    }

    /** When it resolved, if that is past. */
    Optional<Instant> resolved(RecordedAlert alert) {
        return alert.resolved().map(this::served).filter(at -> !at.isAfter(replay.now()));
    }

    Instant served(Instant recorded) {
        return replay.served(recorded);
    }

    /** The last segment of the target's type: {@code sites}. */
    String targetType(RecordedAlert alert) {
        String[] parts = alert.target().split("/", -1);
        return parts.length > 2 ? parts[parts.length - 2].toLowerCase(Locale.ROOT) : "";
    }

    private String modifier(RecordedAlert alert) {
        List<AlertHistory.Change> changes = history.of(alert.id());
        return changes.isEmpty() ? "System" : changes.get(changes.size() - 1).by();
    }
}
