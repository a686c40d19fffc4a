package io.throughline.sentry.release;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A release: a version of one or more projects.
 *
 * @param version its full name, for example {@code checkout-api@1.4.0}
 * @param shortVersion the version without the package, or null
 * @param dateCreated when Sentry first heard of it
 * @param dateReleased when it was declared released, or null
 * @param firstEvent its first event, or null
 * @param lastEvent its last event, or null
 * @param newGroups issues first seen in it
 * @param commitCount commits it brought
 * @param deployCount times it was deployed
 * @param lastCommit newest commit, or null
 * @param lastDeploy newest deployment, or null
 * @param projects the projects it is a version of
 * @param versionInfo what Sentry read out of the name, or null
 * @param ref the revision given for it, or null
 * @param url a page about it, or null
 * @param status {@code open} or {@code archived}, or null
 */
public record SentryRelease(
        String version,
        @Nullable String shortVersion,
        Instant dateCreated,
        @Nullable Instant dateReleased,
        @Nullable Instant firstEvent,
        @Nullable Instant lastEvent,
        @Nullable Integer newGroups,
        Integer commitCount,
        Integer deployCount,
        @Nullable SentryCommit lastCommit,
        @Nullable SentryDeploy lastDeploy,
        List<ReleaseProject> projects,
        @Nullable VersionInfo versionInfo,
        @Nullable String ref,
        @Nullable String url,
        @Nullable String status) {

    public SentryRelease {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(dateCreated, "dateCreated");
        commitCount = commitCount == null ? 0 : commitCount;
        deployCount = deployCount == null ? 0 : deployCount;
        projects = Lists.copy(projects);
    }

    /** Returns when it was declared: the release date, else when Sentry first heard of it. */
    public Instant declared() {
        return dateReleased == null ? dateCreated : dateReleased;
    }

    /**
     * What Sentry read out of a version's name.
     *
     * @param packageName the part before {@code @}, or null
     * @param buildHash a revision in the name, or null
     */
    public record VersionInfo(
            @com.fasterxml.jackson.annotation.JsonProperty("package") @Nullable
            String packageName,

            @Nullable String buildHash) {}
}
