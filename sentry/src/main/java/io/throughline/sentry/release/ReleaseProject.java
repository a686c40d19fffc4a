package io.throughline.sentry.release;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project that a release is a version of.
 *
 * @param id Sentry's number
 * @param slug the name in addresses
 * @param name the name for people
 * @param platform the SDK's platform, or null
 * @param newGroups issues of the project first seen in the release, or null
 * @param hasHealthData whether sessions were sent for it, or null
 * @param healthData its health; null unless asked for
 */
public record ReleaseProject(
        String id,
        String slug,
        String name,
        @Nullable String platform,
        @Nullable Integer newGroups,
        @Nullable Boolean hasHealthData,
        @Nullable Health healthData) {

    public ReleaseProject {
        Objects.requireNonNull(id, "id");
        slug = slug == null ? id : slug;
        name = name == null ? slug : name;
    }

    /**
     * Health within the period asked for. Shares are percents, 0 to 100, as Sentry gives them here.
     *
     * @param adoption share of the project's users that have the release, or null
     * @param crashFreeSessions share of sessions that did not crash; null without sessions
     * @param crashFreeUsers share of users without a crash; null without users
     * @param sessionsCrashed sessions that crashed, or null
     * @param totalSessions sessions, or null
     * @param totalUsers users, or null
     */
    public record Health(
            @Nullable Double adoption,
            @Nullable Double crashFreeSessions,
            @Nullable Double crashFreeUsers,
            @Nullable Long sessionsCrashed,
            @Nullable Long totalSessions,
            @Nullable Long totalUsers) {}
}
