package io.throughline.examples.tenant.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.wire.Json;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code recording.json} says.
 *
 * @param continues the id of the recording that comes before
 * @param start of the model time of this stretch
 * @param end of the model time of this stretch
 * @param subscription id
 * @param tenant id of the directory
 * @param workspaceId the GUID that queries name
 * @param databaseArmId of the PostgreSQL server
 * @param databaseHost by which the services call it
 */
public record Manifest(
        String id,
        String title,
        String description,
        Optional<String> continues,
        Instant start,
        Instant end,
        String product,
        String environment,
        String subscription,
        String tenant,
        String resourceGroup,
        String region,
        String workspaceId,
        String workspaceArmId,
        List<RecordedService> services,
        String databaseArmId,
        String databaseHost,
        String sentryOrganization,
        String sonarOrganization,
        String jiraSite,
        String jiraProject,
        String jiraProjectName) {

    /** Copies the list. */
    public Manifest {
        services = List.copyOf(services);
    }

    /** Reads the file; fails with the name of a member that is missing. */
    static Manifest read(Path file) {
        JsonNode json = Json.read(file);
        String component = nullable(json, "/appInsights/0/armId");
        List<RecordedService> services = new ArrayList<>();
        for (JsonNode service : json.path("services")) {
            services.add(service(service, component, services.size() + 1, file));
        }
        return new Manifest(
                text(json, file, "id"),
                text(json, file, "title"),
                optional(json, "description").orElse(""),
                optional(json, "continues"),
                instant(json, file, "start"),
                instant(json, file, "end"),
                optional(json, "product").orElse("shop"),
                optional(json, "environment").orElse("production"),
                text(json, file, "subscription"),
                text(json, file, "tenantId"),
                text(json, file, "resourceGroup"),
                text(json, file, "region"),
                text(json, file, "workspaceId"),
                text(json, file, "workspaceArmId"),
                services,
                text(json, file, "/database/armId"),
                text(json, file, "/database/host"),
                text(json, file, "/sentry/organization"),
                text(json, file, "/sonar/organization"),
                text(json, file, "/jira/site"),
                text(json, file, "/jira/project"),
                optional(json, "/jira/projectName").orElse(text(json, file, "/jira/project")));
    }

    private static RecordedService service(JsonNode service, @Nullable String component, int number, Path file) {
        String role = text(service, file, "role");
        return new RecordedService(
                role,
                text(service, file, "armId"),
                nullable(service, "planArmId"),
                optional(service, "componentArmId").orElse(component),
                text(service, file, "host"),
                optional(service, "sentryProject").orElse(role),
                service.path("sentryProjectId").asLong(number),
                text(service, file, "sonarProject"),
                optional(service, "jiraComponent").orElse(role));
    }

    /** Returns the first of the members that is there; one that begins with a slash is a path. */
    static Optional<String> optional(JsonNode json, String... members) {
        for (String member : members) {
            JsonNode value = member.startsWith("/") ? json.at(member) : json.path(member);
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    private static @Nullable String nullable(JsonNode json, String... members) {
        return optional(json, members).orElse(null);
    }

    static String text(JsonNode json, Path file, String... members) {
        return optional(json, members)
                .orElseThrow(() -> new IllegalArgumentException(file + " has no " + String.join(" or ", members)));
    }

    static Instant instant(JsonNode json, Path file, String... members) {
        String text = text(json, file, members);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(file + ": " + members[0] + " is no instant: " + text, e);
        }
    }
}
