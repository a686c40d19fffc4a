package io.throughline.jira.site;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A priority: its id, and its name and description in the site's or the caller's language. */
public record JiraPriority(
        String id, @Nullable String name, @Nullable String description) {

    public JiraPriority {
        Objects.requireNonNull(id, "id");
    }
}
