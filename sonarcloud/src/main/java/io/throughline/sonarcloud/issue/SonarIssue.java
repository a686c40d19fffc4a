package io.throughline.sonarcloud.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An issue. Who wrote the code or was assigned is not read.
 *
 * @param key the key
 * @param rule the rule's key, for example {@code java:S2259}
 * @param severity {@code BLOCKER}, {@code CRITICAL}, {@code MAJOR}, {@code MINOR}, {@code INFO} of the standard
 *     experience; others are possible; null if not told
 * @param component the component's key, a file's or the project's
 * @param project the project's key
 * @param line the line, or null if it is about the whole component
 * @param textRange where in the file, or null
 * @param status {@code OPEN}, {@code CONFIRMED}, {@code REOPENED}, {@code RESOLVED}, {@code CLOSED}; others are possible
 * @param issueStatus {@code OPEN}, {@code CONFIRMED}, {@code FALSE_POSITIVE}, {@code ACCEPTED}, {@code FIXED}; others are
 *     possible; null on servers before 10.4
 * @param resolution how it was resolved, or null if it is not
 * @param message what is wrong
 * @param effort how long a repair takes, as the server writes it: {@code 1d 2h 30min}, a day having 8 hours; or null
 * @param type {@code BUG}, {@code VULNERABILITY}, {@code CODE_SMELL}; others are possible; null if not told
 * @param tags the rule's and people's
 * @param creationDate when the code was written that has it, UTC: by source control, which may be long before the
 *     analysis that found it
 * @param updateDate when it was last changed, UTC, or null
 * @param closeDate when it was closed, UTC, or null if it is open
 * @param impacts the software qualities that it harms, in the multi-quality rule mode; empty on older servers
 */
public record SonarIssue(
        String key,
        @Nullable String rule,
        @Nullable String severity,
        @Nullable String component,
        @Nullable String project,
        @Nullable Integer line,
        @Nullable TextRange textRange,
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

    public SonarIssue {
        Objects.requireNonNull(key, "key");
        tags = present(tags);
        impacts = present(impacts);
    }

    private static <T> List<T> present(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    /** Tells whether an analysis no longer finds it, or somebody settled it. */
    public boolean isResolved() {
        return resolution != null;
    }

    /** Returns how long a repair takes; empty if that is not told. */
    public Optional<Duration> remediation() {
        return effort == null ? Optional.empty() : WorkDuration.parse(effort);
    }

    /**
     * What a software quality suffers.
     *
     * @param softwareQuality {@code SECURITY}, {@code RELIABILITY}, {@code MAINTAINABILITY}; others are possible
     * @param severity {@code BLOCKER}, {@code HIGH}, {@code MEDIUM}, {@code LOW}, {@code INFO}; others are possible
     */
    public record Impact(
            @Nullable String softwareQuality, @Nullable String severity) {}

    /** Where in a file: lines from 1, offsets from 0, null if not told. */
    public record TextRange(
            @Nullable Integer startLine,
            @Nullable Integer endLine,
            @Nullable Integer startOffset,
            @Nullable Integer endOffset) {}
}
