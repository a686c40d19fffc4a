package io.throughline.sentry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.webhook.InvalidSignatureException;
import io.throughline.core.webhook.WebhookKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentryWebhookTest {

    private final WebhookKey key = WebhookKey.of(Secret.of("client-secret"));
    private final SentryWebhook webhook = SentryWebhook.signedWith(key);

    private SentryHook read(String resource, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put(SentryWebhook.SIGNATURE_HEADER, key.sign(bytes));
        headers.put(SentryWebhook.RESOURCE_HEADER, resource);
        headers.put(SentryWebhook.TIMESTAMP_HEADER, "1772366400");
        headers.put(SentryWebhook.REQUEST_HEADER, "r-1");
        return webhook.read(bytes, headers::get);
    }

    @Test
    void readsAnIssue() {
        SentryHook hook = read("issue", """
            {"action": "resolved", "installation": {"uuid": "u-1"}, "actor": {"type": "user", "id": 1, "name": "x"},
             "data": {"issue": {"id": "7", "shortId": "API-7", "title": "T", "status": "resolved", "count": "1",
              "project": {"id": "2", "slug": "api"}, "web_url": "https://x", "new_member": 1}}}
            """);

        assertThat(hook).isInstanceOfSatisfying(SentryHook.IssueChanged.class, changed -> {
            assertThat(changed.issue().shortId()).isEqualTo("API-7");
            assertThat(changed.envelope().action()).isEqualTo("resolved");
            assertThat(changed.envelope().sentAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
            assertThat(changed.envelope().installation()).isEqualTo("u-1");
        });
    }

    @Test
    void readsAlerts() {
        assertThat(read(
                        "event_alert",
                        "{\"action\":\"triggered\",\"data\":{\"triggered_rule\":\"Too many\",\"event\":"
                                + "{\"event_id\":\"e\",\"issue_id\":7,\"title\":\"T\",\"web_url\":\"https://x\"}}}"))
                .isInstanceOfSatisfying(SentryHook.EventAlert.class, alert -> {
                    assertThat(alert.rule()).isEqualTo("Too many");
                    assertThat(alert.issueId()).isEqualTo("7");
                });
        assertThat(read(
                        "metric_alert",
                        "{\"action\":\"critical\",\"data\":{\"description_title\":\"Critical: X\",\"metric_alert\":"
                                + "{\"id\":\"4\",\"alert_rule\":{\"name\":\"X\"}},\"web_url\":\"https://x\"}}"))
                .isInstanceOfSatisfying(SentryHook.MetricAlert.class, alert -> {
                    assertThat(alert.alertId()).isEqualTo("4");
                    assertThat(alert.rule()).isEqualTo("X");
                    assertThat(alert.envelope().action()).isEqualTo("critical");
                });
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        assertThat(read("seer", "{\"action\":\"root_cause_started\",\"data\":{\"run\":[1,null]}}"))
                .isInstanceOfSatisfying(
                        SentryHook.Other.class,
                        other -> assertThat(other.envelope().data().get("run"))
                                .isEqualTo(java.util.Arrays.asList(1, null)));
        assertThat(read("issue", "{\"action\":\"created\",\"data\":{}}")).isInstanceOf(SentryHook.Other.class);
        assertThat(read("", "{}")).isInstanceOf(SentryHook.Other.class);
    }

    @Test
    void readsNothingThatIsNotSigned() {
        byte[] body = "{\"action\":\"created\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> webhook.read(body, name -> null)).isInstanceOf(InvalidSignatureException.class);
        String others = WebhookKey.of(Secret.of("other")).sign(body);
        assertThatThrownBy(
                        () -> webhook.read(body, name -> name.equals(SentryWebhook.SIGNATURE_HEADER) ? others : null))
                .isInstanceOf(InvalidSignatureException.class)
                .hasMessageNotContaining("client-secret");
    }

    @Test
    void refusesWhatIsOlderThanAllowed() {
        byte[] body = "{\"action\":\"created\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put(SentryWebhook.SIGNATURE_HEADER, key.sign(body));
        Instant sent = Instant.parse("2026-03-01T12:00:00Z");
        headers.put(SentryWebhook.TIMESTAMP_HEADER, Long.toString(sent.getEpochSecond()));
        Duration age = Duration.ofMinutes(5);

        for (Instant now : List.of(sent, sent.plus(age), sent.minus(age))) {
            assertThat(webhook.withMaxAge(age, Clock.fixed(now, ZoneOffset.UTC)).read(body, headers::get))
                    .isInstanceOf(SentryHook.Other.class);
        }
        for (Instant now :
                List.of(sent.plus(age).plusSeconds(1), sent.minus(age).minusSeconds(1))) {
            SentryWebhook strict = webhook.withMaxAge(age, Clock.fixed(now, ZoneOffset.UTC));
            assertThatThrownBy(() -> strict.read(body, headers::get))
                    .isInstanceOf(StaleHookException.class)
                    .hasMessageContaining("sent at 2026-03-01T12:00:00Z");
        }
        headers.remove(SentryWebhook.TIMESTAMP_HEADER);
        assertThatThrownBy(() -> webhook.withMaxAge(age, Clock.fixed(sent, ZoneOffset.UTC))
                        .read(body, headers::get))
                .isInstanceOf(StaleHookException.class)
                .hasMessageContaining("Sentry-Hook-Timestamp is missing");
    }

    @Test
    void saysWhereSignedJsonIsBroken() {
        assertThatThrownBy(() -> read("issue", "{\"action\":"))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("sentry: read webhook");
    }
}
