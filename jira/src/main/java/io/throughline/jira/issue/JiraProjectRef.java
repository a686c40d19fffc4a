package io.throughline.jira.issue;

import org.jspecify.annotations.Nullable;

/** The project of an issue, as far as the issue tells it. */
public record JiraProjectRef(
        @Nullable String id, @Nullable String key, @Nullable String name) {}
