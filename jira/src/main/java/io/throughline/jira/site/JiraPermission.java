package io.throughline.jira.site;

import org.jspecify.annotations.Nullable;

/**
 * Whether the caller has a permission.
 *
 * @param key the permission's key, for example {@code BROWSE_PROJECTS}
 * @param name the name for people
 * @param havePermission whether the caller has it, or null if the vendor does not say
 */
public record JiraPermission(
        @Nullable String key,
        @Nullable String name,
        @Nullable Boolean havePermission) {

    /** Tells whether the caller has it, or null if the vendor does not say. */
    public boolean isGranted() {
        return Boolean.TRUE.equals(havePermission);
    }
}
