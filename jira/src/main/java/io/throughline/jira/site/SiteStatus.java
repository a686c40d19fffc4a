package io.throughline.jira.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A status that issues of the site can have.
 *
 * @param id the id
 * @param name the name, free text of the site
 * @param description the description
 * @param category what it means, or null on very old servers
 */
public record SiteStatus(
        String id,
        @Nullable String name,
        @Nullable String description,
        @JsonProperty("statusCategory") @Nullable Category category) {

    public SiteStatus {
        Objects.requireNonNull(id, "id");
    }

    /**
     * What a status means.
     *
     * @param key {@code new}, {@code indeterminate} or {@code done}; others are possible
     * @param name the name for people
     */
    public record Category(@Nullable String key, @Nullable String name) {}
}
