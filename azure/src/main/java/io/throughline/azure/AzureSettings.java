package io.throughline.azure;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.telemetry.EntityMapping;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The section {@code azure} of the configuration, and Azure's part of products and services. */
record AzureSettings(
        AzureEndpoints endpoints,
        AzureCredentials credentials,
        AzureScope scope,
        CostSettings cost,
        List<EntityMapping> mappings) {

    AzureSettings {
        mappings = List.copyOf(mappings);
    }

    static AzureSettings read(SourceConfig config) {
        ConfigSection azure = config.section();
        AzureEndpoints endpoints = endpoints(azure);
        AzureCredentials credentials = AzureCredentials.read(azure);
        AzureScope scope = ScopeSettings.read(azure);
        CostSettings cost = CostSettings.read(azure.section("cost"));
        azure.rejectUnknownKeys();
        List<EntityMapping> mappings = new ArrayList<>();
        new TreeMap<>(config.targets())
                .forEach((target, section) -> mappings.addAll(MappingSettings.read(target, section)));
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
}
