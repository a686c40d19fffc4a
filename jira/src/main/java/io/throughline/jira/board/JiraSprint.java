package io.throughline.jira.board;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.throughline.jira.internal.JiraTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint.
 *
 * @param id the id
 * @param name the name
 * @param state {@code future}, {@code active} or {@code closed}
 * @param startDate when it begins or began, UTC; null before it is planned
 * @param endDate when it is to end, UTC
 * @param completeDate when it was closed, UTC
 * @param originBoardId the board it was made on, or null if the vendor does not say
 * @param goal what it is for
 */
public record JiraSprint(
        long id,
        @Nullable String name,
        @Nullable String state,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant startDate,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant endDate,
        @JsonDeserialize(using = JiraTime.class) @Nullable Instant completeDate,
        @Nullable Long originBoardId,
        @Nullable String goal) {

    /** Tells whether people work on it now. */
    public boolean isActive() {
        return "active".equalsIgnoreCase(state);
    }
}
