package io.throughline.sentry.monitor;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report of a monitored job, or that there was none.
 *
 * @param id Sentry's id
 * @param environment the environment, or null
 * @param status {@code ok}, {@code error}, {@code missed}, {@code timeout}, {@code in_progress}…
 * @param duration how long the job ran, milliseconds, or null
 * @param dateCreated when it came, or when it was missed
 * @param expectedTime when it should have come, or null
 */
public record SentryCheckIn(
        String id,
        @Nullable String environment,
        String status,
        @Nullable Double duration,
        Instant dateCreated,
        @Nullable Instant expectedTime) {

    public SentryCheckIn {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(dateCreated, "dateCreated");
        status = status == null ? "unknown" : status;
    }

    /** Tells whether the job did its work. */
    public boolean isOk() {
        return status.equals("ok");
    }

    /** Tells whether the job failed, ran too long, or did not run. */
    public boolean isFailure() {
        return status.equals("error") || status.equals("missed") || status.equals("timeout");
    }
}
