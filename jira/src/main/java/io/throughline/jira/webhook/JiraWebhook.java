package io.throughline.jira.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.core.http.JsonBody;
import io.throughline.core.webhook.InvalidSignatureException;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.jira.comment.JiraComment;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.site.JiraUser;
import io.throughline.jira.webhook.JiraHook.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Jira sends. Jira sends a delivery again if it is not answered soon: whoever must not do a thing twice keeps the
 * {@linkplain Envelope#delivery deliveries} that were done. Immutable and thread-safe.
 *
 * <pre>{@code
 * JiraWebhook webhook = JiraWebhook.signedWith(WebhookKey.of(secret));
 * JiraHook hook = webhook.read(body, request::header);
 * if (hook instanceof JiraHook.IssueChanged changed) {
 *   System.out.println(changed.issue().key() + " " + changed.changes());
 * }
 * }</pre>
 */
public final class JiraWebhook {

    /** The header that has the signature, {@code sha256=<hex>}: {@value}. */
    public static final String SIGNATURE_HEADER = "X-Hub-Signature";
    /** The header that names the delivery: {@value}. */
    public static final String DELIVERY_HEADER = "X-Atlassian-Webhook-Identifier";
    /** The header that tells people's work from bulk work: {@value}. */
    public static final String FLOW_HEADER = "X-Atlassian-Webhook-Flow";
    /** The header that counts how many times it was sent before: {@value}. */
    public static final String RETRY_HEADER = "X-Atlassian-Webhook-Retry";

    private static final String SOURCE = "jira";
    private static final String PREFIX = "sha256=";

    private final WebhookKey key;

    private JiraWebhook(WebhookKey key) {
        this.key = key;
    }

    /** Returns a reader that takes only what is signed with the webhook's secret. */
    public static JiraWebhook signedWith(WebhookKey key) {
        return new JiraWebhook(Objects.requireNonNull(key, "key"));
    }

    /**
     * Reads a delivery.
     *
     * @param body the bytes exactly as they came
     * @param headers returns a header field of the request by its name, or null
     * @throws InvalidSignatureException if it is not signed with the key; answer 401
     * @throws io.throughline.core.http.MalformedResponseException if it is no JSON of this kind; answer 400
     */
    public JiraHook read(byte[] body, Function<String, @Nullable String> headers) {
        key.requireSigned(SOURCE, body, signature(headers.apply(SIGNATURE_HEADER)));
        Delivery delivery = JsonBody.read(SOURCE, "read webhook", body, Delivery.class);
        @SuppressWarnings("unchecked")
        Map<String, Object> all = JsonBody.read(SOURCE, "read webhook", body, Map.class);
        Envelope envelope = new Envelope(
                delivery.webhookEvent() == null ? "" : delivery.webhookEvent(),
                delivery.timestamp() == null ? null : Instant.ofEpochMilli(delivery.timestamp()),
                headers.apply(DELIVERY_HEADER),
                headers.apply(FLOW_HEADER),
                count(headers.apply(RETRY_HEADER)),
                delivery.user(),
                all);
        return hook(envelope, delivery);
    }

    private static JiraHook hook(Envelope envelope, Delivery delivery) {
        String event = envelope.event();
        Map<String, Object> body = envelope.body();
        JiraIssue issue = delivery.issue();
        if (event.startsWith("jira:issue_") && issue != null) {
            List<JiraChange.Item> items = delivery.changelog() == null
                    ? List.of()
                    : delivery.changelog().items();
            return new JiraHook.IssueChanged(envelope, delivery.kind(), issue, items);
        }
        if (event.startsWith("comment_") && delivery.comment() != null) {
            return new JiraHook.CommentChanged(
                    envelope,
                    delivery.comment(),
                    issue == null ? null : issue.id(),
                    issue == null ? null : issue.key());
        }
        String version = text(body, "version", "id");
        if (event.startsWith("jira:version_") && version != null) {
            Object released = at(body, "version", "released");
            return new JiraHook.VersionChanged(
                    envelope,
                    version,
                    text(body, "version", "name"),
                    text(body, "version", "projectId"),
                    released instanceof Boolean is ? is : null);
        }
        String link = text(body, "issueLink", "id");
        if (event.startsWith("issuelink_") && link != null) {
            return new JiraHook.LinkChanged(
                    envelope,
                    link,
                    text(body, "issueLink", "sourceIssueId"),
                    text(body, "issueLink", "destinationIssueId"),
                    text(body, "issueLink", "issueLinkType", "name"));
        }
        String property = text(body, "property", "key");
        if (event.contains("property_") && property != null) {
            return new JiraHook.PropertyChanged(envelope, property, issue == null ? null : issue.id());
        }
        return new JiraHook.Other(envelope);
    }

    private static @Nullable String signature(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String value = header.strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return value + PREFIX; // another method than was agreed: no hexadecimal number, so it is refused
        }
        return value.substring(PREFIX.length());
    }

    private static int count(@Nullable String header) {
        try {
            return header == null ? 0 : Math.max(0, Integer.parseInt(header.strip()));
        } catch (NumberFormatException e) {
            return 0; // not signed, so not worth a refusal
        }
    }

    private static @Nullable Object at(Map<?, ?> body, String... path) {
        Object found = body;
        for (String member : path) {
            found = found instanceof Map<?, ?> members ? members.get(member) : null;
        }
        return found;
    }

    private static @Nullable String text(Map<?, ?> body, String... path) {
        Object value = at(body, path);
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    private record Delivery(
            @Nullable String webhookEvent,
            @Nullable Long timestamp,
            @JsonProperty("issue_event_type_name") @Nullable String kind,
            @Nullable JiraUser user,
            @Nullable JiraIssue issue,
            @Nullable Changes changelog,
            @Nullable JiraComment comment) {}

    record Changes(List<JiraChange.Item> items) {
        Changes {
            items = WithoutNulls.of(items);
        }
    }
}
