package io.throughline.sentry.webhook;

import io.throughline.sentry.issue.SentryIssue;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Sentry tells of. Whatever is not known here comes as {@link Other}, with all that was sent. */
public sealed interface SentryHook {

    /** Returns what it is about and who caused it. */
    Envelope envelope();

    /**
     * What all hooks have.
     *
     * @param resource {@code issue}, {@code event_alert}, {@code metric_alert}, {@code error}, {@code comment}, {@code
     *     installation} or another
     * @param action what happened: {@code created}, {@code resolved}, {@code triggered}…
     * @param sentAt when Sentry says that it was sent, UTC, or null; not covered by the signature
     * @param requestId the delivery's id, or null; not covered by the signature
     * @param installation the installation of the Sentry app, a UUID, or null
     * @param data all that was sent as data, as JSON has it
     */
    record Envelope(
            String resource,
            String action,
            @Nullable Instant sentAt,
            @Nullable String requestId,
            @Nullable String installation,
            Map<String, @Nullable Object> data) {

        /** Returns resource and action; the data may hold what people typed. */
        @Override
        public String toString() {
            return "Envelope[" + resource + " " + action + "]";
        }
    }

    /** An issue was {@code created}, {@code resolved}, {@code assigned}, {@code archived} or {@code unresolved}. */
    record IssueChanged(Envelope envelope, SentryIssue issue) implements SentryHook {}

    /**
     * An alert on single events was {@code triggered}.
     *
     * @param rule the alert's name, or null
     * @param eventId the event's id, or null
     * @param issueId the issue's number, or null
     * @param title the event in one line, or null
     * @param page the event's page, or null
     */
    record EventAlert(
            Envelope envelope,
            @Nullable String rule,
            @Nullable String eventId,
            @Nullable String issueId,
            @Nullable String title,
            @Nullable String page)
            implements SentryHook {}

    /**
     * An alert on numbers became {@code critical}, {@code warning} or {@code resolved}.
     *
     * @param alertId the number of this time that it fired, or null
     * @param rule the alert's name, or null
     * @param title what Sentry says of it, or null
     * @param description what was measured, in words, or null
     * @param page the alert's page, or null
     */
    record MetricAlert(
            Envelope envelope,
            @Nullable String alertId,
            @Nullable String rule,
            @Nullable String title,
            @Nullable String description,
            @Nullable String page)
            implements SentryHook {}

    /**
     * A comment on an issue was {@code created}, {@code updated} or {@code deleted}. What it says is in the data.
     *
     * @param issueId the issue's number, or null
     * @param commentId the comment's number, or null
     */
    record Comment(
            Envelope envelope,
            @Nullable String issueId,
            @Nullable String commentId) implements SentryHook {}

    /** The app was installed ({@code created}) or removed ({@code deleted}) in an organization. */
    record Installation(Envelope envelope, @Nullable String organization) implements SentryHook {}

    /** Anything else. */
    record Other(Envelope envelope) implements SentryHook {}
}
