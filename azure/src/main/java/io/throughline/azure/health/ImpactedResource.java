package io.throughline.azure.health;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A resource that Azure itself names as concerned by a service event.
 *
 * @param resourceId ARM id of the resource
 * @param type its type, or null
 * @param region its region, or null
 * @param info what else is said, by name
 */
public record ImpactedResource(
        String resourceId, @Nullable String type, @Nullable String region, SortedMap<String, String> info) {

    public ImpactedResource {
        info = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(info));
    }
}
