package io.throughline.sonarcloud.hotspot;

import io.throughline.sonarcloud.issue.SonarIssueChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One hotspot in detail.
 *
 * @param key the key
 * @param component the file
 * @param project the project
 * @param rule what it breaks
 * @param status {@code TO_REVIEW}, {@code REVIEWED}; others are possible
 * @param resolution how the review ended, or null before it
 * @param line the line, or null
 * @param message what to look at
 * @param creationDate when the code was written that has it, UTC
 * @param updateDate when it was last changed, UTC, or null
 * @param changelog what became of it, as for issues
 */
public record SonarHotspotDetails(
        String key,
        @Nullable Place component,
        @Nullable Place project,
        @Nullable Rule rule,
        @Nullable String status,
        @Nullable String resolution,
        @Nullable Integer line,
        @Nullable String message,
        @Nullable Instant creationDate,
        @Nullable Instant updateDate,
        List<SonarIssueChange> changelog) {

    public SonarHotspotDetails {
        Objects.requireNonNull(key, "key");
        changelog = changelog == null
                ? List.of()
                : changelog.stream().filter(Objects::nonNull).toList();
    }

    /** A file or project. */
    public record Place(
            @Nullable String key,
            @Nullable String name,
            @Nullable String path) {}

    /** The rule, with what can happen to who breaks it. */
    public record Rule(
            @Nullable String key,
            @Nullable String name,
            @Nullable String securityCategory,
            @Nullable String vulnerabilityProbability) {}
}
