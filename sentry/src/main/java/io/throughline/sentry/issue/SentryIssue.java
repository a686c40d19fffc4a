package io.throughline.sentry.issue;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.project.SentryProject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue: a group of like events. Words that Sentry may extend ({@code level}, {@code status}…) are kept as they come.
 *
 * @param id Sentry's number
 * @param shortId the id people use, for example {@code CHECKOUT-API-4F}
 * @param title one line
 * @param culprit the place in the code or the transaction, or null
 * @param permalink the page for people, or null
 * @param level {@code fatal}, {@code error}, {@code warning}, {@code info}, {@code debug}, {@code sample} or another
 * @param status {@code unresolved}, {@code resolved}, {@code ignored} or another
 * @param substatus {@code new}, {@code ongoing}, {@code escalating}, {@code regressed}… or null
 * @param priority {@code high}, {@code medium}, {@code low} or null
 * @param platform the SDK's platform, or null
 * @param isUnhandled whether the last event was not caught, or null if not told
 * @param project the project, or null if not told
 * @param issueType finer type, for example {@code performance_n_plus_one_db_queries}, or null
 * @param issueCategory {@code error}, {@code performance}, {@code outage}… or null
 * @param metadata what it was grouped by
 * @param count events within the window and environments that were asked for, or null if not asked for
 * @param userCount users affected within the window and environments, or null
 * @param firstSeen first event within the window and environments, or null
 * @param lastSeen last event within the window and environments, or null
 * @param lifetime the same since the beginning, or null if not told
 * @param annotations links to tickets
 * @param assignedTo who has to deal with it, or null if nobody
 * @param firstRelease release of the first event; only in {@link IssuesClient#get}, or null
 * @param lastRelease release of the last event; only in {@link IssuesClient#get}, or null
 */
public record SentryIssue(
        String id,
        String shortId,
        String title,
        @Nullable String culprit,
        @Nullable String permalink,
        @Nullable String level,
        String status,
        @Nullable String substatus,
        @Nullable String priority,
        @Nullable String platform,
        @Nullable Boolean isUnhandled,
        @Nullable SentryProject project,
        @Nullable String issueType,
        @Nullable String issueCategory,
        Metadata metadata,
        @Nullable Long count,
        @Nullable Long userCount,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        @Nullable Lifetime lifetime,
        List<Annotation> annotations,
        @Nullable Assignee assignedTo,
        @Nullable Version firstRelease,
        @Nullable Version lastRelease) {

    public SentryIssue {
        Objects.requireNonNull(id, "id");
        shortId = shortId == null ? id : shortId;
        title = title == null ? "" : title;
        status = status == null ? "unknown" : status;
        metadata = metadata == null ? Metadata.NONE : metadata;
        annotations = Lists.copy(annotations);
    }

    /**
     * What an issue was grouped by.
     *
     * @param type the exception's type, or null
     * @param value the exception's text, or null
     * @param filename file of the frame at fault, or null
     * @param function function of the frame at fault, or null
     */
    public record Metadata(
            @Nullable String type,
            @Nullable String value,
            @Nullable String filename,
            @Nullable String function) {
        static final Metadata NONE = new Metadata(null, null, null, null);
    }

    /**
     * Numbers since the beginning.
     *
     * @param count events, or null
     * @param userCount users affected, or null
     * @param firstSeen first event, or null
     * @param lastSeen last event, or null
     */
    public record Lifetime(
            @Nullable Long count,
            @Nullable Long userCount,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /**
     * A link to a ticket.
     *
     * @param displayName its key as the tracker shows it
     * @param url its page, or null
     */
    public record Annotation(String displayName, @Nullable String url) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Annotation {
            displayName = displayName == null ? "" : displayName;
        }

        /** Reads an older server's form, a piece of HTML. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Annotation(String html) {
            this(html.replaceAll("<[^>]*>", "").strip(), null);
        }
    }

    /**
     * Who has to deal with an issue. Name and address are not read.
     *
     * @param type {@code user}, {@code team} or another
     * @param id Sentry's number
     */
    public record Assignee(@Nullable String type, @Nullable String id) {}

    /**
     * A release in short.
     *
     * @param version its full name; empty if not told
     */
    public record Version(String version) {
        public Version {
            version = version == null ? "" : version;
        }
    }
}
