package io.throughline.azure.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that Azure tells its customers about services in regions, in the service's words. It is revised as things go
 * on, the last time perhaps days later with the root cause.
 *
 * @param trackingId Azure's id, the same for all customers
 * @param type {@code ServiceIssue}, {@code PlannedMaintenance}, {@code HealthAdvisory}, {@code SecurityAdvisory}, {@code
 *     RCA}, {@code EmergingIssues}, or a word this version does not know
 * @param source {@code ResourceHealth}, {@code ServiceHealth}, or null
 * @param status {@code Active}, {@code Resolved}, or a word this version does not know
 * @param title one line, or null
 * @param summary what it is, or null; may hold HTML
 * @param header a line above it, or null
 * @param level {@code Critical}, {@code Warning}, or null
 * @param eventLevel {@code Critical}, {@code Error}, {@code Warning}, {@code Informational}, or null
 * @param impactFrom when its impact began or will begin, UTC, or null
 * @param impactTo when its impact ended or will end, UTC, or null
 * @param updatedAt when it was last revised, UTC, or null
 * @param priority the service's number, or null
 * @param impacts which services it is about, and where
 * @param recommendedActions what to do about it
 */
public record ServiceEvent(
        String trackingId,
        String type,
        @Nullable String source,
        String status,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String header,
        @Nullable String level,
        @Nullable String eventLevel,
        @Nullable Instant impactFrom,
        @Nullable Instant impactTo,
        @Nullable Instant updatedAt,
        @Nullable Long priority,
        List<Impact> impacts,
        List<String> recommendedActions) {

    public ServiceEvent {
        Objects.requireNonNull(trackingId, "trackingId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        impacts = List.copyOf(impacts);
        recommendedActions = List.copyOf(recommendedActions);
    }

    /** Tells whether it goes on. */
    public boolean active() {
        return status.equalsIgnoreCase("Active");
    }

    /**
     * A service that it is about.
     *
     * @param service the service's name for people: {@code Virtual Machines}
     * @param serviceGuid its id, or null
     * @param regions where
     */
    public record Impact(String service, @Nullable String serviceGuid, List<Region> regions) {

        public Impact {
            Objects.requireNonNull(service, "service");
            regions = List.copyOf(regions);
        }
    }

    /**
     * A region in which a service is concerned.
     *
     * @param name the region's name for people: {@code West Europe}, {@code Global}
     * @param status as of the event, or null
     * @param subscriptions ids of the subscriptions that are concerned, as far as the caller sees them
     * @param updatedAt when this was last revised, UTC, or null
     */
    public record Region(
            String name,
            @Nullable String status,
            List<String> subscriptions,
            @Nullable Instant updatedAt) {

        public Region {
            Objects.requireNonNull(name, "name");
            subscriptions = List.copyOf(subscriptions);
        }
    }
}
