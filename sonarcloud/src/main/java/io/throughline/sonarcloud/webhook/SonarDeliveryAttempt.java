package io.throughline.sonarcloud.webhook;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to post; servers keep them for 30 days.
 *
 * @param id the id
 * @param componentKey the project's key, or null
 * @param ceTaskId the task that was reported, or null
 * @param at when, UTC, or null
 * @param success whether the receiver answered with success
 * @param httpStatus what it answered, or null if it did not
 * @param durationMs how long that took, or null
 */
public record SonarDeliveryAttempt(
        String id,
        @Nullable String componentKey,
        @Nullable String ceTaskId,
        @Nullable Instant at,
        boolean success,
        @Nullable Integer httpStatus,
        @Nullable Long durationMs) {

    public SonarDeliveryAttempt {
        Objects.requireNonNull(id, "id");
    }
}
