package io.throughline.azure.resources;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A resource of the inventory.
 *
 * @param id the ARM id as the service spells it; compare {@link #key()}
 * @param name the name
 * @param type the type in lower case, {@code microsoft.web/sites}
 * @param location the region's short name, {@code westeurope}; empty for what has none
 * @param resourceGroup the group
 * @param subscriptionId the subscription
 * @param kind the service's refinement of the type, or null
 * @param tags the tags, with those it inherits
 * @param defaultHostName the host name under which a web application is called, or null
 * @param fullyQualifiedDomainName the host name of a database server, or null
 * @param serverFarmId the plan that a web application runs on, or null
 * @param environment the environment by the scope's {@link EnvironmentRules}, or null if nothing decides
 */
public record AzureResource(
        String id,
        String name,
        String type,
        String location,
        String resourceGroup,
        String subscriptionId,
        @Nullable String kind,
        SortedMap<String, String> tags,
        @Nullable String defaultHostName,
        @Nullable String fullyQualifiedDomainName,
        @Nullable String serverFarmId,
        @Nullable String environment) {

    /** Creates a resource whose environment is told by its tag alone. */
    public AzureResource(
            String id,
            String name,
            String type,
            String location,
            String resourceGroup,
            String subscriptionId,
            @Nullable String kind,
            SortedMap<String, String> tags,
            @Nullable String defaultHostName,
            @Nullable String fullyQualifiedDomainName,
            @Nullable String serverFarmId) {
        this(
                id,
                name,
                type,
                location,
                resourceGroup,
                subscriptionId,
                kind,
                tags,
                defaultHostName,
                fullyQualifiedDomainName,
                serverFarmId,
                tagOf(tags, EnvironmentRules.DEFAULT_TAG));
    }

    public AzureResource {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        type = type.toLowerCase(Locale.ROOT);
        location = location.toLowerCase(Locale.ROOT).replace(" ", "");
        Objects.requireNonNull(resourceGroup, "resourceGroup");
        Objects.requireNonNull(subscriptionId, "subscriptionId");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Returns the id in lower case and without a trailing slash: ids differ in case from service to service. */
    public String key() {
        return keyOf(id);
    }

    /** Returns the value of a tag, whose name compares without case, or null. */
    public @Nullable String tag(String tagName) {
        return tagOf(tags, tagName);
    }

    private static @Nullable String tagOf(Map<String, String> tags, String tagName) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(tagName))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns an ARM id as it is compared. */
    public static String keyOf(String armId) {
        String lower = armId.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
