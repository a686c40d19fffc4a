package io.throughline.sentry.integration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another product that the organization is connected to.
 *
 * @param id Sentry's number
 * @param name the name for people, or null
 * @param domainName the other side, for example {@code acme.atlassian.net}, or null
 * @param status {@code active}, {@code disabled}… or null
 * @param provider what it is, or null
 */
public record SentryIntegration(
        String id,
        @Nullable String name,
        @Nullable String domainName,
        @Nullable String status,
        @Nullable Provider provider) {

    public SentryIntegration {
        Objects.requireNonNull(id, "id");
    }

    /**
     * A product.
     *
     * @param key {@code jira}, {@code github}…
     */
    public record Provider(@Nullable String key, @Nullable String name) {}
}
