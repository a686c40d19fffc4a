package io.throughline.jira.comment;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Comments of issues. Immutable and thread-safe. */
public final class CommentsClient {

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#comments} has one. */
    public CommentsClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns the comments of an issue that the account may see, oldest first, lazily. */
    public Paged<JiraComment> list(String issueIdOrKey) {
        return list(issueIdOrKey, "created");
    }

    /** Returns the comments of an issue that the account may see, newest first, lazily. */
    public Paged<JiraComment> listNewestFirst(String issueIdOrKey) {
        return list(issueIdOrKey, "-created");
    }

    /**
     * Writes a comment.
     *
     * @throws io.throughline.core.http.OutcomeUnknownException if it may have been written: {@link #addOnce} can be repeated
     */
    public JiraComment add(String issueIdOrKey, CommentDraft draft) {
        return calls.post("add comment to issue " + issueIdOrKey, "/issue/{}/comment", issueIdOrKey)
                .json(draft.json(calls.edition()))
                .fetch(JiraComment.class);
    }

    /**
     * Writes a comment unless the issue has one with the same marker; so it may be repeated after any failure. Two who do
     * so at the same time can still write two.
     *
     * @param marker the key of a property that only this comment has on the issue
     */
    public JiraComment addOnce(String issueIdOrKey, CommentDraft draft, String marker) {
        return findMarked(issueIdOrKey, marker)
                .orElseGet(() -> add(issueIdOrKey, draft.property(marker, Map.of("marker", true))));
    }

    /** Returns the newest comment that has a property. */
    public Optional<JiraComment> findMarked(String issueIdOrKey, String propertyKey) {
        for (JiraComment comment : listNewestFirst(issueIdOrKey)) {
            boolean marked = comment.properties() == null
                    ? findProperty(comment.id(), propertyKey).isPresent()
                    : comment.property(propertyKey).isPresent();
            if (marked) {
                return Optional.of(comment);
            }
        }
        return Optional.empty();
    }

    /** Returns a property of a comment as texts, numbers, truth values, lists and maps. */
    public Optional<Object> findProperty(String commentId, String propertyKey) {
        try {
            return Optional.ofNullable(calls.get(
                            "get property of comment " + commentId, "/comment/{}/properties/{}", commentId, propertyKey)
                    .fetch(JiraComment.Property.class)
                    .value());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Replaces the text of a comment, and who may see it. */
    public JiraComment edit(String issueIdOrKey, String commentId, CommentDraft draft) {
        return calls.put("edit comment " + commentId, "/issue/{}/comment/{}", issueIdOrKey, commentId)
                .json(draft.json(calls.edition()))
                .fetch(JiraComment.class);
    }

    private Paged<JiraComment> list(String issueIdOrKey, String order) {
        return OffsetPages.of(
                start -> calls.get("list comments of issue " + issueIdOrKey, "/issue/{}/comment", issueIdOrKey)
                        .query("orderBy", order)
                        .query("expand", "properties"),
                CommentPage.class);
    }

    private record CommentPage(
            @Nullable List<JiraComment> comments,
            @Nullable Long startAt,
            @Nullable Long total) implements OffsetPage<JiraComment> {

        @Override
        public @Nullable List<JiraComment> items() {
            return comments;
        }

        @Override
        public @Nullable Boolean isLast() {
            return null;
        }
    }
}
