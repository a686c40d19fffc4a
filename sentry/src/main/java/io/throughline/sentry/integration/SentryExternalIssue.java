package io.throughline.sentry.integration;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that is linked to an issue.
 *
 * @param id Sentry's number of the link
 * @param issueId the issue's number, or null if not told
 * @param key the ticket's key, for example {@code OPS-12}, or null if not told
 * @param displayName the ticket as Sentry shows it, or null
 * @param serviceType the Sentry app that set the link, or null
 * @param integrationId the integration that set the link, or null
 * @param url the ticket's page, or null
 */
public record SentryExternalIssue(
        String id,
        @Nullable String issueId,
        @Nullable String key,
        @Nullable String displayName,
        @Nullable String serviceType,
        @Nullable String integrationId,

        @JsonAlias("webUrl") @Nullable String url) {

    public SentryExternalIssue {
        Objects.requireNonNull(id, "id");
    }
}
