package io.throughline.sonarcloud.stream;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A security hotspot, as far as the streams tell of it.
 *
 * @param vulnerabilityProbability {@code HIGH}, {@code MEDIUM}, {@code LOW}; others are possible
 * @param status {@code TO_REVIEW} or {@code REVIEWED}; others are possible
 */
public record FoundHotspot(
        String key,
        @Nullable String component,
        @Nullable String securityCategory,
        @Nullable String vulnerabilityProbability,
        @Nullable String status,
        @Nullable String resolution,
        @Nullable Integer line,
        @Nullable String message,
        @Nullable Instant creationDate,
        @Nullable Instant updateDate,
        @Nullable String ruleKey) {
    public FoundHotspot {
        Objects.requireNonNull(key, "key");
    }
}
