package io.throughline.jira.project;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a project.
 *
 * @param id the id
 * @param name the name
 * @param description the description
 * @param archived whether it is archived, or null if the vendor does not say
 * @param released whether it is released, or null if the vendor does not say
 * @param startDate the first day of work, a date without a zone
 * @param releaseDate the day of release, planned or done, a date without a zone
 * @param overdue whether it should be released by now, or null if the vendor does not say
 * @param projectId the id of its project, or null if the vendor does not say
 */
public record JiraVersion(
        String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean archived,
        @Nullable Boolean released,
        @Nullable LocalDate startDate,
        @Nullable LocalDate releaseDate,
        @Nullable Boolean overdue,
        @Nullable String projectId) {

    public JiraVersion {
        Objects.requireNonNull(id, "id");
    }
}
