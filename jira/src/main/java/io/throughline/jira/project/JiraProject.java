package io.throughline.jira.project;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project. Components and issue types come only when one project is read, not in lists.
 *
 * @param id the numeric id as text
 * @param key the current key, upper case; a project also answers to its earlier keys
 * @param name the name
 * @param projectTypeKey {@code software}, {@code service_desk} or {@code business}
 * @param simplified whether it is team-managed, or null if the vendor does not say
 * @param archived whether it is archived; null on Cloud for one that is not
 * @param components its components
 * @param issueTypes the types its issues can have
 */
public record JiraProject(
        String id,
        String key,
        @Nullable String name,
        @Nullable String projectTypeKey,
        @Nullable Boolean simplified,
        @Nullable Boolean archived,
        List<Component> components,
        List<IssueType> issueTypes) {

    public JiraProject {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        components = components == null
                ? List.of()
                : components.stream().filter(Objects::nonNull).toList();
        issueTypes = issueTypes == null
                ? List.of()
                : issueTypes.stream().filter(Objects::nonNull).toList();
    }

    /** A part of a project. */
    public record Component(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description) {}

    /** A type of issues. */
    public record IssueType(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean subtask) {}
}
