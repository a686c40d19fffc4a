package io.throughline.sentry.organization;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param id Sentry's number
 * @param slug the name in addresses
 * @param name the name for people
 * @param dateCreated when it was made, or null
 * @param links where it lives, or null on older servers
 */
public record SentryOrganization(
        String id,
        String slug,
        String name,
        @Nullable Instant dateCreated,
        @Nullable Links links) {

    public SentryOrganization {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(slug, "slug");
        Objects.requireNonNull(name, "name");
    }

    /**
     * Where an organization lives.
     *
     * @param organizationUrl its pages for people, or null
     * @param regionUrl the host that keeps its data, or null
     */
    public record Links(
            @Nullable String organizationUrl, @Nullable String regionUrl) {}
}
