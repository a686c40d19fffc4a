package io.throughline.sentry.project;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param id Sentry's number
 * @param slug the name in addresses, the number if there is none; can be changed
 * @param name the name for people
 * @param platform the SDK's platform, for example {@code java-spring-boot}, or null
 * @param dateCreated when it was made, or null
 * @param firstEvent when its first event came, or null if none did
 * @param hasSessions whether it ever sent sessions, or null if the server does not tell
 * @param firstTransactionEvent whether it ever sent transactions, or null if the server does not tell
 * @param environments environments seen, as far as the answer lists them
 */
public record SentryProject(
        String id,
        String slug,
        String name,
        @Nullable String platform,
        @Nullable Instant dateCreated,
        @Nullable Instant firstEvent,
        @Nullable Boolean hasSessions,
        @Nullable Boolean firstTransactionEvent,
        List<String> environments) {

    public SentryProject {
        Objects.requireNonNull(id, "id");
        slug = slug == null ? id : slug;
        name = name == null ? slug : name;
        environments = Lists.copy(environments);
    }
}
