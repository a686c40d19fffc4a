package io.throughline.sentry.webhook;

import io.throughline.core.http.JsonBody;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sentry.internal.Members;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.webhook.SentryHook.Envelope;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Sentry sends to an integration. Answer within a second, and read it later if need be. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * SentryWebhook webhook = SentryWebhook.signedWith(WebhookKey.of(clientSecret));
 * SentryHook hook = webhook.read(body, request::header);
 * if (hook instanceof SentryHook.IssueChanged changed) {
 *   System.out.println(changed.issue().shortId() + " " + changed.envelope().action());
 * }
 * }</pre>
 */
public final class SentryWebhook {

    /** The header that has the signature: {@value}. */
    public static final String SIGNATURE_HEADER = "Sentry-Hook-Signature";
    /** The header that says what it is about: {@value}. */
    public static final String RESOURCE_HEADER = "Sentry-Hook-Resource";
    /** The header that says when it was sent, in epoch seconds: {@value}. */
    public static final String TIMESTAMP_HEADER = "Sentry-Hook-Timestamp";
    /** The header that has the delivery's id: {@value}. */
    public static final String REQUEST_HEADER = "Request-ID";

    private static final String SOURCE = "sentry";
    private static final String READ = "read webhook";

    private final WebhookKey key;
    private final @Nullable Duration maxAge;
    private final Clock clock;

    private SentryWebhook(WebhookKey key, @Nullable Duration maxAge, Clock clock) {
        this.key = key;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Returns a reader that takes only what is signed with the integration's client secret. */
    public static SentryWebhook signedWith(WebhookKey key) {
        return new SentryWebhook(Objects.requireNonNull(key, "key"), null, Clock.systemUTC());
    }

    /**
     * Returns the same reader that also refuses deliveries whose timestamp is missing, or further from now than an age, in
     * either direction. The timestamp is not signed: this keeps out what was late or left in a queue, not whoever replays a
     * delivery on purpose.
     *
     * @param age more than zero
     * @param now tells the time
     */
    public SentryWebhook withMaxAge(Duration age, Clock now) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("age must be more than zero, was " + age);
        }
        return new SentryWebhook(key, age, Objects.requireNonNull(now, "now"));
    }

    /**
     * Reads a delivery. Sentry may send it again, and its timestamp is not signed: whoever must not do a thing twice keeps
     * what was done.
     *
     * @param body the bytes exactly as they came
     * @param headers returns a header field of the request by its name, or null
     * @throws io.throughline.core.webhook.InvalidSignatureException if it is not signed with the key; answer 401
     * @throws StaleHookException if it is older than {@link #withMaxAge} allows
     * @throws io.throughline.core.http.MalformedResponseException if it is no JSON of this kind; answer 400
     */
    public SentryHook read(byte[] body, Function<String, @Nullable String> headers) {
        key.requireSigned(SOURCE, body, headers.apply(SIGNATURE_HEADER));
        Instant sentAt = instant(headers.apply(TIMESTAMP_HEADER));
        requireRecent(sentAt);
        Delivery delivery = JsonBody.read(SOURCE, READ, body, Delivery.class);
        String resource = headers.apply(RESOURCE_HEADER);
        Map<String, @Nullable Object> data = Members.copy(delivery.data());
        Envelope envelope = new Envelope(
                resource == null ? "" : resource.strip(),
                delivery.action() == null ? "" : delivery.action(),
                sentAt,
                headers.apply(REQUEST_HEADER),
                delivery.installation() == null ? null : delivery.installation().uuid(),
                data);
        return switch (envelope.resource()) {
            case "issue" -> issue(envelope, body);
            case "event_alert" -> eventAlert(envelope);
            case "metric_alert" -> metricAlert(envelope);
            case "comment" ->
                new SentryHook.Comment(
                        envelope, HookData.text(data.get("issue_id")), HookData.text(data.get("comment_id")));
            case "installation" ->
                new SentryHook.Installation(
                        envelope, HookData.text(HookData.at(data, "installation", "organization", "slug")));
            default -> new SentryHook.Other(envelope);
        };
    }

    private void requireRecent(@Nullable Instant sentAt) {
        if (maxAge == null) {
            return;
        }
        if (sentAt == null) {
            throw new StaleHookException("the header " + TIMESTAMP_HEADER + " is missing or no number of seconds");
        }
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(maxAge) > 0) {
            throw new StaleHookException("it was sent at " + sentAt + ", which is more than " + maxAge
                    + " from now; check the clock of this host if deliveries are not late");
        }
    }

    private static SentryHook issue(Envelope envelope, byte[] body) {
        IssueData data = JsonBody.read(SOURCE, READ, body, IssueDelivery.class).data();
        SentryIssue issue = data == null ? null : data.issue();
        return issue == null ? new SentryHook.Other(envelope) : new SentryHook.IssueChanged(envelope, issue);
    }

    private static SentryHook eventAlert(Envelope envelope) {
        Map<String, @Nullable Object> data = envelope.data();
        return new SentryHook.EventAlert(
                envelope,
                HookData.text(data.get("triggered_rule")),
                HookData.text(HookData.at(data, "event", "event_id")),
                HookData.text(HookData.at(data, "event", "issue_id")),
                HookData.text(HookData.at(data, "event", "title")),
                HookData.text(HookData.at(data, "event", "web_url")));
    }

    private static SentryHook metricAlert(Envelope envelope) {
        Map<String, @Nullable Object> data = envelope.data();
        return new SentryHook.MetricAlert(
                envelope,
                HookData.text(HookData.at(data, "metric_alert", "id")),
                HookData.text(HookData.at(data, "metric_alert", "alert_rule", "name")),
                HookData.text(data.get("description_title")),
                HookData.text(data.get("description_text")),
                HookData.text(data.get("web_url")));
    }

    private static @Nullable Instant instant(@Nullable String epochSeconds) {
        try {
            return epochSeconds == null ? null : Instant.ofEpochSecond(Long.parseLong(epochSeconds.strip()));
        } catch (NumberFormatException | DateTimeException e) {
            return null; // not signed, so not worth a refusal
        }
    }

    private record Delivery(
            @Nullable String action,
            @Nullable Installed installation,
            @Nullable Map<String, @Nullable Object> data) {}

    private record Installed(@Nullable String uuid) {}

    private record IssueDelivery(@Nullable IssueData data) {}

    private record IssueData(@Nullable SentryIssue issue) {}
}
