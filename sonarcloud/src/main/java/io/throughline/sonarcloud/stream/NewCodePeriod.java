package io.throughline.sonarcloud.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What code is compared to, to tell which of it is new.
 *
 * @param mode {@code PREVIOUS_VERSION}, {@code NUMBER_OF_DAYS}, {@code REFERENCE_BRANCH}…
 * @param date since when code is new, UTC, or null
 * @param parameter the version, number of days or branch, or null
 */
public record NewCodePeriod(
        @Nullable String mode,
        @Nullable Instant date,
        @Nullable String parameter) {}
