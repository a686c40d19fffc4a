package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The alert instances that the rules raised while the stretch was recorded. */
final class Alerts {
    private Alerts() {}

    static int write(Raw raw, Path folder) throws IOException {
        ArrayNode alerts = JsonFiles.array();
        Map<String, ObjectNode> open = new HashMap<>();
        for (JsonNode event : raw.events("alert")) {
            String rule = event.path("rule").asText();
            if (event.path("what").asText().equals("RESOLVED")) {
                ObjectNode alert = open.remove(rule);
                if (alert != null) {
                    alert.put("resolvedAt", event.path("at").asText());
                }
                continue;
            }
            String ruleName = rule.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
            String id = UUID.nameUUIDFromBytes((rule + event.path("at").asText()).getBytes(StandardCharsets.UTF_8))
                    .toString();
            ObjectNode alert = alerts.addObject()
                    .put("id", id)
                    .put("rule", rule)
                    .put("ruleId", Places.resource("Microsoft.Insights/metricAlerts/" + ruleName))
                    .put("description", event.path("description").asText())
                    .put("targetResourceId", target(event))
                    .put("severity", "Sev" + event.path("severity").asInt())
                    .put("signalType", "Metric")
                    .put("metric", event.path("metric").asText())
                    .put("aggregation", event.path("total").asBoolean() ? "Total" : "Average")
                    .put("windowMinutes", 5)
                    .put("threshold", event.path("threshold").asDouble())
                    .put("value", Math.round(event.path("value").asDouble() * 1e3) / 1e3)
                    .put("firedAt", event.path("at").asText())
                    .putNull("resolvedAt");
            open.put(rule, alert);
        }
        JsonFiles.write(folder.resolve("alerts.json"), alerts);
        return alerts.size();
    }

    private static String target(JsonNode event) {
        String resource = event.path("resource").asText();
        if (resource.equals("postgres")) {
            return Places.databaseId();
        }
        ServiceKind kind = ServiceKind.of(resource);
        return event.path("metric").asText().equals("CpuPercentage") ? Places.planId(kind) : Places.appId(kind);
    }
}
