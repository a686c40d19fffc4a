package io.throughline.sonarcloud.project;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.SonarErrors;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The projects of a server, on Cloud of an organization. */
public final class ProjectsClient {

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public ProjectsClient(SonarCalls calls) {
        this.calls = calls;
    }

    /** Lists the projects that the caller may browse, lazily; on Cloud those of the organization. */
    public Paged<SonarProject> list() {
        return search(null);
    }

    /** Lists the projects whose name has a text in it, or whose key is the text; see {@link #list()}. */
    public Paged<SonarProject> list(String text) {
        return search(text);
    }

    private Paged<SonarProject> search(@Nullable String text) {
        String operation = "list projects";
        return calls.paged(
                () -> (calls.isCloud()
                                ? calls.getInOrganization(operation, "projects/search")
                                // projects/search needs an administrator on Server
                                : calls.get(operation, "components/search").query("qualifiers", "TRK"))
                        .queryIfPresent("q", text),
                ProjectPage.class,
                ProjectPage::components,
                ProjectPage::paging);
    }

    /** Returns a project. */
    public SonarProject get(String key) {
        String operation = "get project " + key;
        RestResponse<Shown> response =
                calls.get(operation, "components/show").query("component", key).fetch(Shown.class);
        return calls.required(response.body().component(), operation, response, "/component");
    }

    /** Returns a project; empty if there is none or the caller may not browse it. */
    public Optional<SonarProject> find(String key) {
        try {
            return Optional.of(get(key));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Lists the branches of a project that were analysed; Community Build has the main one only. */
    public List<SonarBranch> listBranches(String project) {
        return calls.get("list branches of " + project, "project_branches/list")
                .query("project", project)
                .fetch(BranchPages.Branches.class)
                .body()
                .plain();
    }

    /**
     * Lists the pull requests of a project that were analysed.
     *
     * @throws UnsupportedByEditionException if the server knows no pull requests, as Community Build
     */
    public List<SonarPullRequest> listPullRequests(String project) {
        String operation = "list pull requests of " + project;
        try {
            return calls.get(operation, "project_pull_requests/list")
                    .query("project", project)
                    .fetch(BranchPages.PullRequests.class)
                    .body()
                    .plain();
        } catch (NotFoundException e) {
            if (SonarErrors.isUnknownCall(e)) {
                throw new UnsupportedByEditionException(
                        operation, calls.edition(), "pull requests are analysed by paid editions only");
            }
            throw e;
        }
    }

    /**
     * Lists what a project or another component consists of, lazily. The server gives at most 10,000 of them.
     *
     * @param component the key
     * @param branch the branch, or null for the main one
     * @param qualifiers for example {@code FIL} and {@code UTS}; empty for all
     */
    public Paged<SonarComponent> listTree(String component, @Nullable String branch, Collection<String> qualifiers) {
        return calls.paged(
                () -> calls.get("list components of " + component, "components/tree")
                        .query("component", component)
                        .queryIfPresent("branch", branch)
                        .queryIfPresent("qualifiers", qualifiers.isEmpty() ? null : String.join(",", qualifiers)),
                TreePage.class,
                TreePage::components,
                TreePage::paging);
    }

    private record TreePage(
            @Nullable Paging paging, @Nullable List<SonarComponent> components) {}

    private record ProjectPage(
            @Nullable Paging paging, @Nullable List<SonarProject> components) {}

    private record Shown(@Nullable SonarProject component) {}
}
