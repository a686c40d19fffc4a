package io.throughline.sonarcloud.webhook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the server tells of analyses.
 *
 * @param key the key
 * @param name the name
 * @param url the address; a password within it is not shown by the server
 * @param hasSecret whether deliveries are signed, or null if not told
 */
public record SonarWebhookTarget(
        String key,
        @Nullable String name,
        @Nullable String url,
        @Nullable Boolean hasSecret) {

    public SonarWebhookTarget {
        Objects.requireNonNull(key, "key");
    }
}
