package io.throughline.sonarcloud.hotspot;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A security hotspot: code that a person should look at. Who wrote it or was assigned is not read.
 *
 * @param key the key
 * @param component the file's key
 * @param project the project's key
 * @param securityCategory {@code sql-injection}, {@code others}…
 * @param vulnerabilityProbability {@code HIGH}, {@code MEDIUM}, {@code LOW}; others are possible
 * @param status {@code TO_REVIEW}, {@code REVIEWED}; others are possible
 * @param resolution {@code FIXED}, {@code SAFE}, {@code ACKNOWLEDGED}; others are possible; null before the review
 * @param line the line, or null
 * @param message what to look at
 * @param creationDate when the code was written that has it, UTC
 * @param updateDate when it was last changed, UTC, or null
 * @param ruleKey the rule's key, or null on older servers
 */
public record SonarHotspot(
        String key,
        @Nullable String component,
        @Nullable String project,
        @Nullable String securityCategory,
        @Nullable String vulnerabilityProbability,
        @Nullable String status,
        @Nullable String resolution,
        @Nullable Integer line,
        @Nullable String message,
        @Nullable Instant creationDate,
        @Nullable Instant updateDate,
        @Nullable String ruleKey) {

    public SonarHotspot {
        Objects.requireNonNull(key, "key");
    }
}
