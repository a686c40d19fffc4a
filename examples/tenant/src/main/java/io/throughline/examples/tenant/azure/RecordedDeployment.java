package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment as it happened; times are recorded ones.
 *
 * @param version of the release
 */
record RecordedDeployment(RecordedService service, String version, Instant started, Instant finished) {

    /** Returns the deployments of the services that the recording names, in the order of their start. */
    static List<RecordedDeployment> of(Recording recording) {
        List<RecordedDeployment> deployments = new ArrayList<>();
        for (JsonNode json : recording.items("changes.json", "deploys")) {
            recording.manifest().services().stream()
                    .filter(service ->
                            service.role().equals(json.path("service").asText()))
                    .forEach(service -> deployments.add(new RecordedDeployment(
                            service,
                            json.path("version").asText(),
                            Instant.parse(json.path("startedAt").asText()),
                            Instant.parse(json.path("finishedAt").asText()))));
        }
        deployments.sort(java.util.Comparator.comparing(RecordedDeployment::started));
        return List.copyOf(deployments);
    }
}
