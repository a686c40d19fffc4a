package io.throughline.sentry.release;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A release put into an environment.
 *
 * @param id Sentry's number
 * @param environment the environment
 * @param name a name given to it, or null
 * @param url a page about it, or null
 * @param dateStarted when it began, or null
 * @param dateFinished when it ended, or null
 */
public record SentryDeploy(
        String id,
        String environment,
        @Nullable String name,
        @Nullable String url,
        @Nullable Instant dateStarted,
        @Nullable Instant dateFinished) {

    public SentryDeploy {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(environment, "environment");
    }
}
