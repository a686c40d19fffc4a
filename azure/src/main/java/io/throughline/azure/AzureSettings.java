package io.throughline.azure;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Glob;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section {@code azure} of the configuration, and Azure's part of products and services. */
record AzureSettings(
        AzureEndpoints endpoints,
        AzureCredentials credentials,
        AzureScope scope,
        CostSettings cost,
        List<EntityMapping> mappings) {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String TAG = "tag.";

    AzureSettings {
        mappings = List.copyOf(mappings);
    }

    static AzureSettings read(SourceConfig config) {
        ConfigSection azure = config.section();
        AzureEndpoints endpoints = endpoints(azure);
        AzureCredentials credentials = AzureCredentials.read(azure);
        AzureScope scope = scope(azure);
        CostSettings cost = CostSettings.read(azure.section("cost"));
        azure.rejectUnknownKeys();
        List<EntityMapping> mappings = new ArrayList<>();
        new TreeMap<>(config.targets()).forEach((target, section) -> mappings.addAll(mappings(target, section)));
        return new AzureSettings(endpoints, credentials, scope, cost, mappings);
    }

    private static AzureEndpoints endpoints(ConfigSection azure) {
        String cloud = azure.oneOf("cloud", List.of("public", "us-government", "china"))
                .orElse("public");
        AzureEndpoints endpoints = switch (cloud) {
            case "us-government" -> AzureEndpoints.US_GOVERNMENT;
            case "china" -> AzureEndpoints.CHINA;
            default -> AzureEndpoints.PUBLIC;
        };
        ConfigSection section = azure.section("endpoints");
        Optional<String> authority = https(section, "authority");
        Optional<String> resourceManager = https(section, "resourceManager");
        Optional<String> logs = https(section, "logs");
        Optional<String> metrics = https(section, "metrics");
        section.rejectUnknownKeys();
        if (authority.isPresent()) {
            endpoints = endpoints.withAuthority(URI.create(authority.get()));
        }
        if (resourceManager.isPresent()) {
            endpoints = endpoints.withResourceManager(URI.create(resourceManager.get()));
        }
        if (logs.isPresent()) {
            endpoints = endpoints.withLogs(URI.create(logs.get().replaceAll("/v1$", "")));
        }
        return metrics.isPresent() ? endpoints.withMetrics(metrics.get()) : endpoints;
    }

    private static Optional<String> https(ConfigSection section, String key) {
        Optional<String> text = section.text(key).map(value -> value.strip().replaceAll("/+$", ""));
        if (text.isEmpty()) {
            return text;
        }
        try {
            URI address = URI.create(text.get().replace("{region}", "region"));
            if ("https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        section.problem(
                key,
                "must be an absolute https address without user, query or fragment, because tokens are sent to it",
                "write https://host[:port]" + (key.equals("metrics") ? ", perhaps with {region} in it" : ""));
        return Optional.empty();
    }

    private static AzureScope scope(ConfigSection azure) {
        List<String> subscriptions = azure.texts("subscriptions");
        if (subscriptions.isEmpty()) {
            azure.problem("subscriptions", "names no subscription", "write [<GUID>], as 'az account list' shows them");
        }
        for (String id : subscriptions) {
            requireGuid(azure, "subscriptions", id);
        }
        ConfigSection groups = azure.section("resourceGroups");
        List<Glob> include = globs(groups, "include");
        List<Glob> exclude = globs(groups, "exclude");
        groups.rejectUnknownKeys();
        ConfigSection tagSection = azure.section("tags");
        TreeMap<String, List<String>> tags = new TreeMap<>();
        for (String tag : tagSection.keys()) {
            List<String> values = tagSection.texts(tag);
            if (values.isEmpty()) {
                tagSection.problem(tag, "has no value", "write the values that a resource may have, or remove the tag");
            } else {
                tags.put(tag, values);
            }
        }
        ConfigSection workspaceSection = azure.section("workspaces");
        TreeMap<String, String> workspaces = new TreeMap<>();
        for (String environment : workspaceSection.keys()) {
            ConfigSection workspace = workspaceSection.section(environment);
            String id = workspace.requiredText("id", "write the 'Workspace ID' GUID from its overview page");
            requireGuid(workspace, "id", id);
            workspace.rejectUnknownKeys();
            workspaces.put(environment, id.toLowerCase(Locale.ROOT));
        }
        return new AzureScope(subscriptions, include, exclude, tags, workspaces);
    }

    private static List<Glob> globs(ConfigSection section, String key) {
        List<Glob> globs = new ArrayList<>();
        for (String pattern : section.texts(key)) {
            try {
                globs.add(new Glob(pattern));
            } catch (IllegalArgumentException e) {
                section.problem(
                        key, String.valueOf(e.getMessage()), "write names with * for any text, such as rg-prod-*");
            }
        }
        return globs;
    }

    private static void requireGuid(ConfigSection section, String key, String value) {
        if (!GUID.matcher(value).matches() && !value.equals("missing")) {
            section.problem(
                    key, "must be a GUID, was '" + value + "'", "write it as 00000000-0000-0000-0000-000000000000");
        }
    }

    private static List<EntityMapping> mappings(EntityId target, ConfigSection section) {
        List<EntityMapping> mappings = new ArrayList<>();
        for (String role : section.texts("roles")) {
            mappings.add(EntityMapping.of(target, new EntityMapping.ByName("azure", "role", role)));
        }
        for (String resource : section.texts("resources")) {
            mappings.add(EntityMapping.of(
                    target,
                    resource.startsWith("/")
                            ? new EntityMapping.ById(new EntityId("azure", "resource", resource.replaceAll("/+$", "")))
                            : new EntityMapping.ByName("azure", "resource", resource)));
        }
        ConfigSection tags = section.section("tags");
        if (tags.keys().size() > 1) {
            section.problem("tags", "names more than one tag, and it is not said how they go together", "name one tag");
        }
        for (Map.Entry<String, List<String>> tag : tagsOf(tags).entrySet()) {
            for (String value : tag.getValue()) {
                mappings.add(EntityMapping.of(
                        target,
                        new EntityMapping.ByAttribute(
                                "azure", TAG + tag.getKey().toLowerCase(Locale.ROOT), value)));
            }
        }
        section.rejectUnknownKeys();
        return mappings;
    }

    private static Map<String, List<String>> tagsOf(ConfigSection section) {
        Map<String, List<String>> tags = new TreeMap<>();
        for (String tag : section.keys()) {
            tags.put(tag, section.texts(tag));
        }
        return tags;
    }
}
