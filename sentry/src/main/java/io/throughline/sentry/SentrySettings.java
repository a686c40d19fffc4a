package io.throughline.sentry;

import io.throughline.core.config.Secret;
import io.throughline.sentry.stream.StreamScope;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The configured part of a source.
 *
 * @param url the server's address
 * @param organization the organization's slug
 * @param token the token
 * @param environments environments to read; empty for all together, without telling them apart
 * @param projects slugs of the projects to read; empty for every project that the token may see
 */
record SentrySettings(URI url, String organization, Secret token, List<String> environments, Set<String> projects) {

    SentrySettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(organization, "organization");
        Objects.requireNonNull(token, "token");
        environments = environments.stream().distinct().toList();
        SortedSet<String> sorted = new TreeSet<>(projects);
        projects = java.util.Collections.unmodifiableSortedSet(sorted);
    }

    /** Returns what the streams read. */
    StreamScope scope() {
        return new StreamScope(url, organization, environments, projects);
    }
}
