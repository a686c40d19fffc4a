package io.throughline.sentry.monitor;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry calls an alert since 2025: who is told of what detectors find.
 *
 * @param id Sentry's number
 * @param name the name for people
 * @param enabled whether it is on, or null
 * @param environment the only environment it is about, or null for all
 * @param detectorIds the detectors that start it
 * @param dateCreated when it was made, or null
 * @param dateUpdated when it was last changed, or null
 * @param lastTriggered when it last told somebody, or null
 */
public record SentryWorkflow(
        String id,
        String name,
        @Nullable Boolean enabled,
        @Nullable String environment,
        List<String> detectorIds,
        @Nullable Instant dateCreated,
        @Nullable Instant dateUpdated,
        @Nullable Instant lastTriggered) {

    public SentryWorkflow {
        Objects.requireNonNull(id, "id");
        name = name == null ? id : name;
        detectorIds = Lists.copy(detectorIds);
    }
}
