package io.throughline.jira.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.webhook.InvalidSignatureException;
import io.throughline.core.webhook.WebhookKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JiraWebhookTest {

    private static final WebhookKey KEY = WebhookKey.of(Secret.of("It's a Secret to Everybody"));

    @Test
    void readsAnIssueWithWhatChanged() {
        JiraHook hook = read("""
                {"timestamp": 1767225600123, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_generic",
                 "user": {"accountId": "5f8d"}, "issue": {"id": "10002", "key": "OPS-1",
                 "fields": {"summary": "Slow", "description": "h2. *Slow*"}},
                 "changelog": {"id": "1", "items": [null, {"field": "status", "fieldId": "status", "from": "1",
                 "fromString": "Open", "to": "3", "toString": "Done"}]}}
                """);

        assertThat(hook).isInstanceOfSatisfying(JiraHook.IssueChanged.class, changed -> {
            assertThat(changed.envelope().at()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
            assertThat(changed.envelope().delivery()).isEqualTo("d-1");
            assertThat(changed.envelope().retry()).isEqualTo(2);
            assertThat(changed.envelope().flow()).isEqualTo("Primary");
            assertThat(changed.kind()).isEqualTo("issue_generic");
            assertThat(changed.issue().key()).isEqualTo("OPS-1");
            assertThat(changed.changes())
                    .singleElement()
                    .satisfies(item -> assertThat(item.toText()).isEqualTo("Done"));
            assertThat(changed.isCreated() || changed.isDeleted()).isFalse();
            assertThat(changed.envelope().toString()).doesNotContain("Slow");
        });
    }

    @Test
    void readsCommentsVersionsLinksAndProperties() {
        assertThat(read("{\"webhookEvent\":\"comment_created\",\"comment\":{\"id\":\"7\",\"body\":\"x [~mia]\"},"
                        + "\"issue\":{\"id\":\"1\",\"key\":\"A-1\"}}"))
                .isInstanceOfSatisfying(JiraHook.CommentChanged.class, changed -> {
                    assertThat(changed.issueKey()).isEqualTo("A-1");
                    assertThat(changed.comment().body())
                            .satisfies(body -> assertThat(
                                            Objects.requireNonNull(body).plain())
                                    .isEqualTo("x @mia"));
                });
        assertThat(read("{\"webhookEvent\":\"jira:version_released\",\"version\":{\"id\":5,\"name\":\"1.2\","
                        + "\"released\":true,\"releaseDate\":\"not a date\"}}"))
                .isInstanceOfSatisfying(JiraHook.VersionChanged.class, changed -> {
                    assertThat(changed.id()).isEqualTo("5");
                    assertThat(changed.released()).isTrue();
                });
        assertThat(read("{\"webhookEvent\":\"issuelink_created\",\"issueLink\":{\"id\":9,\"sourceIssueId\":1,"
                        + "\"destinationIssueId\":2,\"issueLinkType\":{\"name\":\"Blocks\"}}}"))
                .isInstanceOfSatisfying(JiraHook.LinkChanged.class, changed -> {
                    assertThat(changed.source()).isEqualTo("1");
                    assertThat(changed.type()).isEqualTo("Blocks");
                });
        assertThat(read("{\"webhookEvent\":\"issue_property_set\",\"property\":{\"key\":\"k\"}}"))
                .isInstanceOf(JiraHook.PropertyChanged.class);
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        assertThat(read("{\"webhookEvent\":\"sprint_started\",\"sprint\":{\"id\":3}}"))
                .isInstanceOfSatisfying(
                        JiraHook.Other.class,
                        other -> assertThat(other.envelope().body()).containsKey("sprint"));
        assertThat(read("{\"webhookEvent\":\"jira:issue_updated\"}")).isInstanceOf(JiraHook.Other.class);
        assertThat(read("{}")).isInstanceOf(JiraHook.Other.class);
    }

    @Test
    void refusesWhatIsNotSignedOrIsNoJson() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        JiraWebhook webhook = JiraWebhook.signedWith(KEY);

        assertThatThrownBy(() -> webhook.read(body, name -> null)).isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> webhook.read(body, name -> "sha1=00")).isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> webhook.read(body, name -> KEY.sign(body)))
                .isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> webhook.read(body, name -> "sha256=" + KEY.sign(new byte[1])))
                .isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> read("[1")).isInstanceOf(MalformedResponseException.class);
    }

    private static JiraHook read(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                JiraWebhook.SIGNATURE_HEADER,
                "sha256=" + KEY.sign(body),
                JiraWebhook.DELIVERY_HEADER,
                "d-1",
                JiraWebhook.FLOW_HEADER,
                "Primary",
                JiraWebhook.RETRY_HEADER,
                "2");
        return JiraWebhook.signedWith(KEY).read(body, headers::get);
    }
}
