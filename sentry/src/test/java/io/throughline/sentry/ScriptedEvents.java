package io.throughline.sentry;

import io.throughline.core.config.Secret;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sentry.event.SentryTagKey;
import io.throughline.sentry.webhook.SentryHook;
import io.throughline.sentry.webhook.SentryWebhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies read as if a server had answered or sent them, where the path does not matter. */
final class ScriptedEvents {

    private ScriptedEvents() {}

    static Map<String, @Nullable Object> stored(String body) {
        return answering(body).events().getStored("api", "e1");
    }

    static List<SentryTagKey> tagKeys(String body) {
        return answering(body).events().listTagKeys("api");
    }

    /** The resource is what the file's name begins with. */
    static SentryHook hook(String fileName, String body) {
        WebhookKey key = WebhookKey.of(Secret.of("client-secret"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                SentryWebhook.SIGNATURE_HEADER,
                key.sign(bytes),
                SentryWebhook.RESOURCE_HEADER,
                fileName.startsWith("metric-alert") ? "metric_alert" : "issue");
        return SentryWebhook.signedWith(key).read(bytes, headers::get);
    }

    private static SentryClient answering(String body) {
        return SentryClient.builder(URI.create("https://de.sentry.io"), "acme")
                .transport(new ScriptedTransport().answer(200, body))
                .build();
    }
}
