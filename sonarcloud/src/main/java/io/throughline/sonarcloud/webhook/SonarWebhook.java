package io.throughline.sonarcloud.webhook;

import io.throughline.core.http.JsonBody;
import io.throughline.core.webhook.WebhookKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads webhooks of SonarQube Cloud and Server. Immutable and thread-safe.
 *
 * <pre>{@code
 * SonarWebhook webhook = SonarWebhook.signedWith(WebhookKey.of(secret));
 * SonarDelivery delivery = webhook.read(body, request.header(SonarWebhook.SIGNATURE_HEADER));
 * }</pre>
 */
public final class SonarWebhook {

    /** The header that has the signature: {@value}. */
    public static final String SIGNATURE_HEADER = "X-Sonar-Webhook-HMAC-SHA256";

    private static final String SOURCE = "sonarcloud";

    private final WebhookKey key;

    private SonarWebhook(WebhookKey key) {
        this.key = key;
    }

    /** Returns a reader that takes only what is signed with a key. */
    public static SonarWebhook signedWith(WebhookKey key) {
        return new SonarWebhook(Objects.requireNonNull(key, "key"));
    }

    /**
     * Reads a delivery.
     *
     * @param body the bytes exactly as they came
     * @param signature what {@link #SIGNATURE_HEADER} says, or null if it is missing
     * @throws io.throughline.core.webhook.InvalidSignatureException if it is not signed with the key; answer 401
     * @throws io.throughline.core.http.MalformedResponseException if it is no JSON of this kind; answer 400
     */
    public SonarDelivery read(byte[] body, @Nullable String signature) {
        key.requireSigned(SOURCE, body, signature);
        return JsonBody.read(SOURCE, "read webhook", body, SonarDelivery.class);
    }
}
