package io.throughline.sonarcloud.hotspot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which hotspots are asked for.
 *
 * @param project the project's key
 * @param branch the branch, or null for the main one
 * @param pullRequest the pull request, or null; not together with a branch
 * @param status {@code TO_REVIEW} or {@code REVIEWED}, or null for both
 * @param resolution of reviewed ones {@code FIXED}, {@code SAFE}, or on Server {@code ACKNOWLEDGED}; or null
 * @param inNewCode whether only those in new code are asked for
 */
public record HotspotQuery(
        String project,
        @Nullable String branch,
        @Nullable String pullRequest,
        @Nullable String status,
        @Nullable String resolution,
        boolean inNewCode) {

    static final String TO_REVIEW = "TO_REVIEW";
    static final String REVIEWED = "REVIEWED";

    public HotspotQuery {
        Objects.requireNonNull(project, "project");
        if (branch != null && pullRequest != null) {
            throw new IllegalArgumentException("hotspots are asked for on a branch or in a pull request, not both");
        }
        if (resolution != null && !REVIEWED.equals(status)) {
            throw new IllegalArgumentException("only reviewed hotspots have a resolution, status was " + status);
        }
    }

    /** Returns the query for all hotspots of a project's main branch. */
    public static HotspotQuery of(String project) {
        return new HotspotQuery(project, null, null, null, null, false);
    }

    /** Returns the same query on a branch; null is the main one. */
    public HotspotQuery onBranch(@Nullable String name) {
        return new HotspotQuery(project, name, null, status, resolution, inNewCode);
    }

    /** Returns the same query in a pull request. */
    public HotspotQuery inPullRequest(String key) {
        return new HotspotQuery(project, null, key, status, resolution, inNewCode);
    }

    /** Returns the same query for those that nobody looked at yet. */
    public HotspotQuery toReview() {
        return new HotspotQuery(project, branch, pullRequest, TO_REVIEW, null, inNewCode);
    }

    /** Returns the same query for those that somebody looked at. */
    public HotspotQuery reviewed() {
        return new HotspotQuery(project, branch, pullRequest, REVIEWED, null, inNewCode);
    }

    /** Returns the same query for those that somebody settled in one way. */
    public HotspotQuery resolved(String as) {
        return new HotspotQuery(project, branch, pullRequest, REVIEWED, as, inNewCode);
    }

    /** Returns the same query for those in new code. */
    public HotspotQuery onlyInNewCode() {
        return new HotspotQuery(project, branch, pullRequest, status, resolution, true);
    }

    @Override
    public String toString() {
        return "hotspots of " + project
                + (branch == null ? "" : " on branch " + branch)
                + (pullRequest == null ? "" : " in pull request " + pullRequest)
                + (status == null ? "" : " that are " + status)
                + (resolution == null ? "" : " as " + resolution);
    }
}
