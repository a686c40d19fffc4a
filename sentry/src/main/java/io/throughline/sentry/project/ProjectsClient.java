package io.throughline.sentry.project;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;

/** The projects of an organization. */
public final class ProjectsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public ProjectsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Lists the projects that the token may see. */
    public Paged<SentryProject> list() {
        return list(SentryCalls.LARGEST_PAGE);
    }

    /** Lists the projects that the token may see, in pages of 1 to 100. */
    public Paged<SentryProject> list(int pageSize) {
        return calls.paged(
                () -> calls.get(Operation.LIST_PROJECTS, "projects/").query("per_page", pageSize), SentryProject.class);
    }
}
