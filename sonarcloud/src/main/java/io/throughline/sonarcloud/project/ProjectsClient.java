package io.throughline.sonarcloud.project;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
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
        String operation = "list projects";
        return calls.paged(
                () -> calls.isCloud()
                        ? calls.getInOrganization(operation, "projects/search")
                        // projects/search needs an administrator on Server
                        : calls.get(operation, "components/search").query("qualifiers", "TRK"),
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

    private record ProjectPage(
            @Nullable Paging paging, @Nullable List<SonarProject> components) {}

    private record Shown(@Nullable SonarProject component) {}
}
