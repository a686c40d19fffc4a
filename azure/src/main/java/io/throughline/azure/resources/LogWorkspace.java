package io.throughline.azure.resources;

import java.util.Objects;

/**
 * A Log Analytics workspace, and whose telemetry it holds. Workspaces are asked one by one, never together in one query.
 *
 * @param environment the environment
 * @param id its GUID, or its ARM id
 */
public record LogWorkspace(String environment, String id) {
    public LogWorkspace {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(id, "id");
    }
}
