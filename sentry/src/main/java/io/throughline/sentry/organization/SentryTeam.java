package io.throughline.sentry.organization;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A team: whom issues can be assigned to.
 *
 * @param id Sentry's number
 * @param slug the name in addresses
 * @param name the name for people
 * @param memberCount the number of members, or null
 */
public record SentryTeam(
        String id, String slug, String name, @Nullable Integer memberCount) {

    public SentryTeam {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(slug, "slug");
        name = name == null ? slug : name;
    }
}
