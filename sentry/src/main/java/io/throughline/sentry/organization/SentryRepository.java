package io.throughline.sentry.organization;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A repository that commits come from.
 *
 * @param id Sentry's number
 * @param name the name, for example {@code acme/checkout}
 * @param provider where it is, or null
 * @param status {@code active}, {@code disabled}… or null
 * @param url the page for people, or null
 * @param externalSlug the provider's own name, or null
 * @param dateCreated when it was added, UTC, or null
 */
public record SentryRepository(
        String id,
        String name,
        @Nullable Provider provider,
        @Nullable String status,
        @Nullable String url,
        @Nullable String externalSlug,
        @Nullable Instant dateCreated) {

    public SentryRepository {
        Objects.requireNonNull(id, "id");
        name = name == null ? id : name;
    }

    /** Where a repository is: {@code integrations:github}… */
    public record Provider(@Nullable String id, @Nullable String name) {}
}
