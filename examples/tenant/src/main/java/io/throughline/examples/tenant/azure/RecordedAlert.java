package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert as it fired in the recorded system; times are recorded ones.
 *
 * @param ruleId the ARM id of the rule
 * @param severity 0 to 4
 * @param value what was measured when it fired, as text; empty if unknown
 */
record RecordedAlert(
        String id,
        String rule,
        String ruleId,
        String description,
        String severity,
        String target,
        String metric,
        Instant fired,
        Optional<Instant> resolved,
        String value,
        String threshold) {

    static List<RecordedAlert> of(Recording recording) {
        return recording.items("alerts.json", "alerts").stream()
                .map(RecordedAlert::of)
                .toList();
    }

    private static RecordedAlert of(JsonNode json) {
        String rule = text(json, "rule", "alertRule", "name");
        String target = text(json, "targetResourceId", "target", "targetResource");
        String fired = text(json, "firedAt", "fired");
        String severity = text(json, "severity").replace("Sev", "");
        String resolved = text(json, "resolvedAt", "resolved");
        String given = text(json, "id");
        String id = given.isEmpty()
                ? UUID.nameUUIDFromBytes((rule + "\n" + target + "\n" + fired).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : given.substring(given.lastIndexOf('/') + 1);
        if (rule.isEmpty() || target.isEmpty() || fired.isEmpty()) {
            throw new IllegalArgumentException("an alert of alerts.json lacks rule, targetResourceId or firedAt");
        }
        return new RecordedAlert(
                id,
                rule,
                text(json, "ruleId"),
                text(json, "description"),
                severity.isEmpty() ? "3" : severity,
                target,
                text(json, "metric", "metricName"),
                Instant.parse(fired),
                resolved.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(resolved)),
                text(json, "value", "conditionValue"),
                text(json, "threshold"));
    }

    private static String text(JsonNode json, String... members) {
        for (String member : members) {
            if (json.hasNonNull(member)) {
                return json.get(member).asText();
            }
        }
        return "";
    }
}
