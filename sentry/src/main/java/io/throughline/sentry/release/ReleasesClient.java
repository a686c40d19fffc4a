package io.throughline.sentry.release;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;

/** The releases of an organization. */
public final class ReleasesClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public ReleasesClient(SentryCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists releases, the newest first.
     *
     * @param projects ids; empty for every project the token may see
     */
    public Paged<SentryRelease> list(List<String> projects) {
        return list(projects, SentryCalls.LARGEST_PAGE);
    }

    /** Lists releases in pages of 1 to 100, the newest first. */
    public Paged<SentryRelease> list(List<String> projects, int pageSize) {
        return calls.paged(
                () -> calls.get(Operation.LIST_RELEASES, "releases/")
                        .query("project", projects)
                        .query("per_page", pageSize),
                SentryRelease.class);
    }

    /** Lists the deployments of a release. */
    public Paged<SentryDeploy> listDeploys(String version) {
        return calls.paged(
                () -> calls.get(Operation.LIST_DEPLOYS, "releases/{}/deploys/", version)
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryDeploy.class);
    }

    /** Lists the commits of a release. */
    public Paged<SentryCommit> listCommits(String version) {
        return calls.paged(
                () -> calls.get(Operation.LIST_COMMITS, "releases/{}/commits/", version)
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryCommit.class);
    }
}
