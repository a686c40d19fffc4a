package io.throughline.sonarcloud.measure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when code counts as new.
 *
 * @param mode how that is decided: {@code PREVIOUS_VERSION}, {@code NUMBER_OF_DAYS}, {@code REFERENCE_BRANCH}…
 * @param date its beginning, UTC, or null if not told
 * @param parameter the version, days or branch that it goes by, or null
 */
public record SonarPeriod(
        @Nullable String mode,
        @Nullable Instant date,
        @Nullable String parameter) {}
