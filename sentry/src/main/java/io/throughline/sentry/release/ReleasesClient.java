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

    /** Lists releases, the newest first. */
    public Paged<SentryRelease> list(ReleasesQuery query) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_RELEASES, "releases/")
                                .query("per_page", query.pageSize())
                                .queryIfPresent("query", query.search().isEmpty() ? null : query.search())
                                .queryIfPresent("status", query.status()),
                        query.projects(),
                        query.environments(),
                        null),
                SentryRelease.class);
    }

    /**
     * Lists releases, the newest first.
     *
     * @param projects ids; empty for every project the token may see
     */
    public Paged<SentryRelease> list(List<String> projects) {
        return list(ReleasesQuery.ALL.inProjects(projects));
    }

    /** Lists releases in pages of 1 to 100, the newest first. */
    public Paged<SentryRelease> list(List<String> projects, int pageSize) {
        return list(ReleasesQuery.ALL.inProjects(projects).inPagesOf(pageSize));
    }

    /** Reads one release. */
    public SentryRelease get(String version) {
        return calls.fetch(calls.get(Operation.GET_RELEASE, "releases/{}/", version), SentryRelease.class);
    }

    /**
     * Reads one release with its health: sessions, crash-free rates and adoption by project.
     *
     * @param period how far back, for example {@code 24h} or {@code 14d}
     */
    public SentryRelease getWithHealth(String version, String period) {
        return calls.fetch(
                calls.get(Operation.GET_RELEASE, "releases/{}/", version)
                        .query("health", true)
                        .query("adoptionStages", true)
                        .query("healthStatsPeriod", period)
                        .query("summaryStatsPeriod", period),
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

    /** Lists the files that the commits of a release changed. */
    public Paged<SentryCommitFile> listCommitFiles(String version) {
        return calls.paged(
                () -> calls.get(Operation.LIST_COMMIT_FILES, "releases/{}/commitfiles/", version)
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryCommitFile.class);
    }

    /** Tells Sentry that a release was deployed; a second call makes a second deployment. */
    public SentryDeploy createDeploy(String version, NewDeploy deploy) {
        return calls.fetch(
                calls.call(Operation.CREATE_DEPLOY, "POST", "releases/{}/deploys/", version).json(deploy),
                SentryDeploy.class);
    }

    /** Changes a release. */
    public SentryRelease update(String version, ReleaseUpdate update) {
        return calls.fetch(
                calls.call(Operation.UPDATE_RELEASE, "PUT", "releases/{}/", version).json(update),
                SentryRelease.class);
    }
}
