package io.throughline.jira.issue;

import org.jspecify.annotations.Nullable;

/**
 * Something with an id and a name for people: a priority, type, resolution, component or version. Names are translated
 * and can be changed; ids stay.
 */
public record JiraNamed(@Nullable String id, @Nullable String name) {}
