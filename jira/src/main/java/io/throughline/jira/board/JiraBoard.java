package io.throughline.jira.board;

import org.jspecify.annotations.Nullable;

/**
 * A board.
 *
 * @param id the id
 * @param name the name
 * @param type {@code scrum}, {@code kanban} or {@code simple}
 * @param location the project it belongs to, or null if it belongs to none or the vendor does not say
 */
public record JiraBoard(
        long id,
        @Nullable String name,
        @Nullable String type,
        @Nullable Location location) {

    /** The project a board belongs to. */
    public record Location(
            @Nullable String projectId,
            @Nullable String projectKey,
            @Nullable String projectName) {}
}
