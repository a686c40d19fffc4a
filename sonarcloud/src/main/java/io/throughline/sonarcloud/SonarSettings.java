package io.throughline.sonarcloud;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.Secret;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.ById;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.stream.SonarEntities;
import io.throughline.sonarcloud.stream.SonarScope;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about Sonar.
 *
 * @param url where the API is
 * @param site the address that people use, for links
 * @param organization the organization's key, or null on Server
 * @param token the token
 * @param projects keys of the projects to read; empty for all that may be browsed
 * @param branches names of branches to read beside the main one; {@code *} stands for any text
 * @param mappings which projects belong to which products and services
 */
record SonarSettings(
        URI url,
        URI site,
        @Nullable String organization,
        Secret token,
        SortedSet<String> projects,
        SortedSet<String> branches,
        List<EntityMapping> mappings) {

    SonarSettings {
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
        branches = Collections.unmodifiableSortedSet(new TreeSet<>(branches));
        mappings = List.copyOf(mappings);
    }

    static SonarSettings read(SourceConfig config) {
        ConfigSection section = config.section();
        URI url = section.requiredUrl("url", "write url: https://sonarcloud.io, or your server's address");
        URI site = section.url("site").orElse(url);
        String organization = section.text("organization")
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .orElse(null);
        if (organization == null && SonarEdition.isCloudHost(url)) {
            section.problem(
                    "organization",
                    "is missing",
                    "write the organization's key, as in sonarcloud.io/organizations/<key>");
        }
        Secret token = section.requiredSecret("token", "SONAR_TOKEN");
        SortedSet<String> branches = new TreeSet<>();
        for (String name : section.texts("branches")) {
            if (name.isBlank()) {
                section.problem("branches", "must not hold a blank name", "write a branch's name, or a pattern with *");
            } else {
                branches.add(name.strip());
            }
        }
        section.rejectUnknownKeys();

        String owner = owner(site, organization);
        SortedSet<String> projects = new TreeSet<>();
        List<EntityMapping> mappings = new ArrayList<>();
        new TreeMap<>(config.targets()).forEach((target, part) -> {
            List<String> keys = part.texts("projects");
            if (keys.isEmpty()) {
                part.problem("projects", "is missing", "list the keys of the projects: sonarcloud: [key]");
            }
            part.rejectUnknownKeys();
            for (String key : keys) {
                if (key.isBlank()) {
                    part.problem("projects", "must not hold a blank key", "write the project's key");
                } else {
                    projects.add(key.strip());
                    mappings.add(EntityMapping.of(target, new ById(SonarEntities.project(owner, key.strip()))));
                }
            }
        });
        return new SonarSettings(url, site, organization, token, projects, branches, mappings);
    }

    /** Returns what the streams are to read. */
    SonarScope scope() {
        return new SonarScope(site, owner(), projects, branches);
    }

    /** Returns what stands before a project's key in ids: the organization, or the server's host. */
    String owner() {
        return owner(site, organization);
    }

    private static String owner(URI site, @Nullable String organization) {
        return organization != null ? organization : site.getHost().toLowerCase(Locale.ROOT);
    }
}
