package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One analysed commit.
 *
 * @param date when it was analysed, in served time
 * @param measures values as texts by metric key; what was not computed is absent
 * @param gate the quality gate's status and conditions as recorded
 */
record RecordedAnalysis(
        String project, Instant date, String revision, String version, Map<String, String> measures, JsonNode gate) {

    /** The metric that every analysis has beside those measured. */
    static final String ALERT_STATUS = "alert_status";

    RecordedAnalysis {
        measures = Collections.unmodifiableMap(new TreeMap<>(measures));
    }

    /** Reads the analyses, oldest first. */
    static List<RecordedAnalysis> of(Recording recording, Replay replay) {
        return recording.documents("sonar").stream()
                .map(json -> read(json, replay))
                .sorted(Comparator.comparing(RecordedAnalysis::date).thenComparing(RecordedAnalysis::project))
                .toList();
    }

    private static RecordedAnalysis read(JsonNode json, Replay replay) {
        Map<String, String> measures = new TreeMap<>();
        json.path("measures")
                .properties()
                .forEach(measure ->
                        measures.put(measure.getKey(), measure.getValue().asText()));
        JsonNode gate = json.path("qualityGate");
        measures.put(ALERT_STATUS, gate.path("status").asText("NONE"));
        return new RecordedAnalysis(
                json.path("projectKey").asText(),
                replay.served(Instant.parse(json.path("analysisDate").asText())).truncatedTo(ChronoUnit.SECONDS),
                json.path("revision").asText(),
                json.path("projectVersion").asText(),
                measures,
                gate);
    }

    String key() {
        String name = project + "\n" + revision + "\n" + version;
        return "AZ"
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    String status() {
        return measures.getOrDefault(ALERT_STATUS, "NONE");
    }
}
