package io.throughline.jira.webhook;

import io.throughline.jira.comment.JiraComment;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.site.JiraUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Jira tells of. Whatever is not known here comes as {@link Other}, with all that was sent. */
public sealed interface JiraHook {

    /** Returns what happened, when, and what names the delivery. */
    Envelope envelope();

    /**
     * What all hooks have.
     *
     * @param event {@code jira:issue_updated}, {@code comment_created}, {@code jira:version_released} or another
     * @param at when it happened, UTC, to the millisecond; null if Jira does not say. Deliveries come in any order
     * @param delivery what names the delivery and stays when it is sent again, or null; not covered by the signature
     * @param flow {@code Primary} for what people do, {@code Secondary} for bulk work, or null
     * @param retry how many times it was sent before; 0 for the first or if Jira does not say
     * @param user who did it, or null
     * @param body all that was sent, as JSON has it
     */
    record Envelope(
            String event,
            @Nullable Instant at,
            @Nullable String delivery,
            @Nullable String flow,
            int retry,
            @Nullable JiraUser user,
            Map<String, Object> body) {

        public Envelope {
            body = WithoutNulls.of(body);
        }

        /** Returns event and delivery; the body holds what people wrote. */
        @Override
        public String toString() {
            return "Envelope[" + event + " " + delivery + "]";
        }
    }

    /**
     * An issue was created, changed or deleted, or something of it was: a comment, a work log.
     *
     * @param kind the event in detail, such as {@code issue_commented}, or null
     * @param issue the issue; its texts are wiki markup
     * @param changes what changed, if something did
     */
    record IssueChanged(Envelope envelope, @Nullable String kind, JiraIssue issue, List<JiraChange.Item> changes)
            implements JiraHook {

        public IssueChanged {
            changes = WithoutNulls.of(changes);
        }

        public boolean isCreated() {
            return envelope.event().equals("jira:issue_created");
        }

        public boolean isDeleted() {
            return envelope.event().equals("jira:issue_deleted");
        }
    }

    /**
     * A comment was created, changed or deleted.
     *
     * @param comment the comment; its text is wiki markup
     * @param issueId the issue's id, or null if Jira does not say
     * @param issueKey the issue's key, or null if Jira does not say
     */
    record CommentChanged(
            Envelope envelope,
            JiraComment comment,
            @Nullable String issueId,
            @Nullable String issueKey) implements JiraHook {}

    /**
     * A version was created, changed, released, taken back, moved, merged or deleted.
     *
     * @param id the version's id
     * @param name its name, or null
     * @param projectId its project's id, or null
     * @param released whether it is released, or null if Jira does not say
     */
    record VersionChanged(
            Envelope envelope,
            String id,
            @Nullable String name,
            @Nullable String projectId,
            @Nullable Boolean released) implements JiraHook {}

    /**
     * Two issues were linked, or no longer are.
     *
     * @param id the link's id
     * @param source the id of the issue that the link begins at, or null
     * @param destination the id of the issue that it leads to, or null
     * @param type the link's type: {@code Blocks}; null if Jira does not say
     */
    record LinkChanged(
            Envelope envelope,
            String id,
            @Nullable String source,
            @Nullable String destination,
            @Nullable String type) implements JiraHook {}

    /**
     * A property was set or deleted.
     *
     * @param key the property's key
     * @param issueId the issue's id, or null if Jira does not say or it is of something else
     */
    record PropertyChanged(
            Envelope envelope, String key, @Nullable String issueId) implements JiraHook {}

    /** Something else; the envelope has the body. */
    record Other(Envelope envelope) implements JiraHook {}
}
