package io.throughline.sonarcloud.stream;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue, as far as the streams tell of it.
 *
 * @param issueStatus {@code OPEN}, {@code CONFIRMED}, {@code ACCEPTED}, {@code FALSE_POSITIVE}, {@code FIXED}; others are
 *     possible; null on servers that tell only {@code status}
 * @param creationDate when the server says the issue began: by source control the time of its line, UTC
 * @param closeDate when it was closed, UTC, or null while it is open
 * @param impacts what it endangers and how gravely; empty on servers that rate in the standard way only
 */
public record FoundIssue(
        String key,
        @Nullable String rule,
        @Nullable String severity,
        @Nullable String component,
        @Nullable Integer line,
        @Nullable String status,
        @Nullable String issueStatus,
        @Nullable String resolution,
        @Nullable String message,
        @Nullable String effort,
        @Nullable String type,
        List<String> tags,
        @Nullable Instant creationDate,
        @Nullable Instant updateDate,
        @Nullable Instant closeDate,
        List<Impact> impacts) {
    /** What an issue endangers. */
    public record Impact(
            @Nullable String softwareQuality, @Nullable String severity) {}

    public FoundIssue {
        Objects.requireNonNull(key, "key");
        tags = tags == null ? List.of() : tags.stream().filter(Objects::nonNull).toList();
        impacts = impacts == null
                ? List.of()
                : impacts.stream().filter(Objects::nonNull).toList();
    }
}
