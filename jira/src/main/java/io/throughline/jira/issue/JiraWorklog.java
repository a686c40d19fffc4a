package io.throughline.jira.issue;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.throughline.jira.internal.JiraTime;
import io.throughline.jira.site.JiraUser;
import io.throughline.jira.text.RichText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work on an issue that somebody noted.
 *
 * @param id the id
 * @param author who worked, or null if unknown
 * @param comment what was done
 * @param created when it was noted, UTC
 * @param updated when the note was changed last, UTC
 * @param started when the work began, UTC
 * @param timeSpent how long it took in Jira's words, whose days and weeks are those of the site
 * @param timeSpentSeconds how long it took, or null on older servers
 */
public record JiraWorklog(
        String id,
        @Nullable JiraUser author,
        @Nullable RichText comment,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant created,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant updated,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant started,
        @Nullable String timeSpent,
        @Nullable Long timeSpentSeconds) {

    public JiraWorklog {
        Objects.requireNonNull(id, "id");
    }

    /** Returns how long it took. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(timeSpentSeconds).map(Duration::ofSeconds);
    }

    /** Returns the id only: comments can be confidential. */
    @Override
    public String toString() {
        return "JiraWorklog[" + id + "]";
    }
}
