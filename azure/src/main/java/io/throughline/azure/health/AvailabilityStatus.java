package io.throughline.azure.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a resource is or was, as the platform sees it, in the service's words.
 *
 * @param resourceId ARM id of the resource
 * @param name {@code current}, or the name of an earlier status
 * @param location region, or null
 * @param state {@code Available}, {@code Unavailable}, {@code Degraded}, {@code Unknown}, or a word this version does not
 *     know
 * @param title one line, or null
 * @param summary what it means, or null
 * @param detailedStatus what happened, or null
 * @param reasonType {@code Unplanned}, {@code Planned}, {@code UserInitiated}, or null
 * @param chronicity {@code Transient}, {@code Persistent}, or null
 * @param initiator who brought it about: {@code Platform Initiated}, {@code Customer Initiated}, or null
 * @param category the service's refinement of the reason, or null
 * @param eventType the service's kind of what caused it, {@code Downtime}…, or null
 * @param eventCause the service's word for the cause, {@code PlatformInitiated}…, or null
 * @param occurredAt since when, UTC, or null
 * @param reportedAt when the platform last looked, UTC, or null
 * @param rootCauseAt when the platform knew the cause, UTC, or null
 * @param resolutionEta when it expects the end, UTC, or null
 * @param recentlyResolved the unavailability that ended lately, or null
 * @param recommendedActions what to do about it
 */
public record AvailabilityStatus(
        String resourceId,
        String name,
        @Nullable String location,
        String state,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String detailedStatus,
        @Nullable String reasonType,
        @Nullable String chronicity,
        @Nullable String initiator,
        @Nullable String category,
        @Nullable String eventType,
        @Nullable String eventCause,
        @Nullable Instant occurredAt,
        @Nullable Instant reportedAt,
        @Nullable Instant rootCauseAt,
        @Nullable Instant resolutionEta,
        @Nullable RecentlyResolved recentlyResolved,
        List<RecommendedAction> recommendedActions) {

    public AvailabilityStatus {
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        recommendedActions = List.copyOf(recommendedActions);
    }

    /** Tells whether nothing is wrong. */
    public boolean available() {
        return state.equalsIgnoreCase("Available");
    }

    /**
     * An unavailability that ended lately.
     *
     * @param unavailableAt when it began, UTC
     * @param resolvedAt when it ended, UTC
     * @param summary what it was, or null
     */
    public record RecentlyResolved(
            Instant unavailableAt,
            Instant resolvedAt,
            @Nullable String summary) {}

    /**
     * What to do about it.
     *
     * @param action the sentence
     * @param url where, or null; also a mark such as {@code <#SupportCase>}
     */
    public record RecommendedAction(String action, @Nullable String url) {}
}
