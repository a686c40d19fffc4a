package io.throughline.jira;

import io.throughline.core.config.Secret;
import io.throughline.core.telemetry.EntityMapping;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about Jira.
 *
 * @param url where the API is
 * @param host the site's host, the first part of every id
 * @param email the account of an API token, or null if the token is sent as bearer
 * @param token the token
 * @param incidents where incidents are filed, or null
 * @param projects keys of the projects to read, upper case; empty for all that are visible
 * @param mappings which projects and components belong to which products and services
 */
record JiraSettings(
        URI url,
        String host,
        @Nullable String email,
        Secret token,
        @Nullable Incidents incidents,
        SortedSet<String> projects,
        List<EntityMapping> mappings) {

    JiraSettings {
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
        mappings = List.copyOf(mappings);
    }

    /**
     * Where incidents are filed.
     *
     * @param project the project's key, upper case
     * @param issueType the name of the type, or null for the project's first
     */
    record Incidents(String project, @Nullable String issueType) {}
}
