package io.throughline.jira.issue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.throughline.jira.internal.JiraTime;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.site.JiraUser;
import io.throughline.jira.text.RichText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an issue. A field that was not asked for, is hidden, or is empty, is null or an empty list: Jira does not
 * tell these apart.
 *
 * @param summary the one-line title
 * @param description the text
 * @param status the status
 * @param priority the priority
 * @param issueType the type
 * @param project the project it is in
 * @param resolution how it was resolved; may be null on done issues of team-managed projects
 * @param assignee who works on it
 * @param reporter who reported it
 * @param labels labels
 * @param components components
 * @param fixVersions versions that have the fix
 * @param created when it was created, UTC
 * @param updated when anything about it changed last, UTC
 * @param resolvedAt when it was resolved, UTC ({@code resolutiondate})
 * @param statusCategoryChangedAt when it entered the category of its status, UTC; only on Cloud
 * @param others all other fields by id ({@code customfield_10010}, {@code duedate}…), as texts, numbers, truth values,
 *     lists and maps; only those with a value
 */
public record JiraFields(
        @Nullable String summary,
        @Nullable RichText description,
        @Nullable JiraStatus status,
        @Nullable JiraNamed priority,
        @JsonProperty("issuetype") @Nullable JiraNamed issueType,
        @Nullable JiraProjectRef project,
        @Nullable JiraNamed resolution,
        @Nullable JiraUser assignee,
        @Nullable JiraUser reporter,
        List<String> labels,
        List<JiraNamed> components,
        List<JiraNamed> fixVersions,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant created,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant updated,

        @JsonDeserialize(using = JiraTime.class) @JsonProperty("resolutiondate") @Nullable
        Instant resolvedAt,

        @JsonDeserialize(using = JiraTime.class) @JsonProperty("statuscategorychangedate") @Nullable
        Instant statusCategoryChangedAt,

        @JsonAnySetter Map<String, Object> others) {

    public JiraFields {
        labels = WithoutNulls.of(labels);
        components = WithoutNulls.of(components);
        fixVersions = WithoutNulls.of(fixVersions);
        others = WithoutNulls.of(others);
    }

    static JiraFields none() {
        return new JiraFields(
                null, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null,
                null, Map.of());
    }

    /** Returns another field by its id; {@link io.throughline.jira.site.SiteClient#listFields} tells ids by name. */
    public Optional<Object> other(String id) {
        return Optional.ofNullable(others.get(id));
    }

    /** Returns which other fields there are; the values can name people. */
    @Override
    public String toString() {
        return "JiraFields[" + status + ", others " + others.keySet() + "]";
    }
}
