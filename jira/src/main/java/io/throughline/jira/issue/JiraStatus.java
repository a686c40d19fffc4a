package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A status. Its name is free text of the site; only the category says what it means.
 *
 * @param id the id
 * @param name the name for people, in the site's or the caller's language
 * @param category the category, or null on very old servers
 */
public record JiraStatus(
        @Nullable String id,
        @Nullable String name,
        @JsonProperty("statusCategory") @Nullable Category category) {

    /**
     * What a status means.
     *
     * @param key {@code new}, {@code indeterminate} or {@code done}; others are possible
     * @param name the name for people
     */
    public record Category(@Nullable String key, @Nullable String name) {}
}
