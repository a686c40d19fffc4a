package io.throughline.core.telemetry.mapping;

import io.throughline.core.telemetry.Entity;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A way in which a vendor keeps things together that often belong together: a resource group, a team.
 *
 * @param name what a group is called, in the singular: {@code resource group}
 * @param groupOf returns the group of an entity, or empty if it has none
 */
public record Grouping(String name, Function<Entity, Optional<String>> groupOf) {
    public Grouping {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(groupOf, "groupOf");
    }
}
