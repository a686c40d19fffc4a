package io.throughline.core.telemetry;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What telemetry is about: a resource, a role, a project, a logical service.
 *
 * @param id the vendor's own identity, never rewritten
 * @param kind what sort of thing it is
 * @param name a short name for people, not blank
 * @param product the product it was tagged with, or null if the vendor does not say
 * @param environment the deployment environment ({@code deployment.environment.name}), or null if unknown
 * @param attributes whatever else the vendor says, under OpenTelemetry names where there are such
 * @param provenance where it was read
 */
public record Entity(
        EntityId id,
        EntityKind kind,
        String name,
        @Nullable String product,
        @Nullable String environment,
        Attributes attributes,
        Provenance provenance) {

    public Entity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(provenance, "provenance");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of entity " + id + " must not be blank");
        }
    }

    /** Returns the deployment environment, if the vendor tells one. */
    public Optional<String> deploymentEnvironment() {
        return Optional.ofNullable(environment);
    }
}
