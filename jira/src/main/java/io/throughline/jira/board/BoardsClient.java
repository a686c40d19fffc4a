package io.throughline.jira.board;

import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import io.throughline.jira.issue.JiraIssue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boards and sprints of Jira Software, the same in both editions. Reads only. Immutable and thread-safe. */
public final class BoardsClient {

    /** What Jira gives at most of boards and sprints. */
    private static final int PAGE_SIZE = 50;

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#boards} has one. */
    public BoardsClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns the boards that the account may see, lazily. */
    public Paged<JiraBoard> list() {
        return OffsetPages.of(start -> calls.getAgile("list boards", "/board"), PAGE_SIZE, BoardPage.class);
    }

    /** Returns the boards of a project. */
    public Paged<JiraBoard> list(String projectKeyOrId) {
        return OffsetPages.of(
                start -> calls.getAgile("list boards of " + projectKeyOrId, "/board")
                        .query("projectKeyOrId", projectKeyOrId),
                PAGE_SIZE,
                BoardPage.class);
    }

    /** Returns the sprints of a board, oldest first, lazily; a kanban board has none, which Jira calls an error (400). */
    public Paged<JiraSprint> listSprints(long boardId) {
        return OffsetPages.of(
                start -> calls.getAgile("list sprints of board " + boardId, "/board/{}/sprint", boardId),
                PAGE_SIZE,
                SprintPage.class);
    }

    /** Returns the issues of a sprint that the account may see, lazily. */
    public Paged<JiraIssue> listSprintIssues(long sprintId) {
        return OffsetPages.of(
                start -> calls.getAgile("list issues of sprint " + sprintId, "/sprint/{}/issue", sprintId),
                PAGE_SIZE,
                IssuePage.class);
    }

    private record BoardPage(
            @Nullable List<JiraBoard> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<JiraBoard> {

        @Override
        public @Nullable List<JiraBoard> items() {
            return values;
        }
    }

    private record SprintPage(
            @Nullable List<JiraSprint> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<JiraSprint> {

        @Override
        public @Nullable List<JiraSprint> items() {
            return values;
        }
    }

    private record IssuePage(
            @Nullable List<JiraIssue> issues,
            @Nullable Long startAt,
            @Nullable Long total) implements OffsetPage<JiraIssue> {

        @Override
        public @Nullable List<JiraIssue> items() {
            return issues;
        }

        @Override
        public @Nullable Boolean isLast() {
            return null;
        }
    }
}
