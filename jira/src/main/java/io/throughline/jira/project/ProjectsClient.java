package io.throughline.jira.project;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Projects. Immutable and thread-safe. */
public final class ProjectsClient {

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#projects} has one. */
    public ProjectsClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns a project with its components and issue types, by its current or an earlier key, or by its id. */
    public JiraProject get(String idOrKey) {
        return calls.get("get project " + idOrKey, "/project/{}", idOrKey).fetch(JiraProject.class);
    }

    /** Returns a project as {@link #get}; empty if there is none or the account may not see it. */
    public Optional<JiraProject> find(String idOrKey) {
        try {
            return Optional.of(get(idOrKey));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the projects that the account may see, by key; without components and issue types. Jira Data Center gives
     * all at once, in its own order.
     */
    public Paged<JiraProject> list() {
        String operation = "list projects";
        return Paged.of(token -> {
            if (!calls.isCloud()) {
                return Page.of(calls.get(operation, "/project").fetchList(JiraProject.class), null);
            }
            String start = token == null ? "0" : token;
            return OffsetPages.page(
                    Long.parseLong(start),
                    calls.get(operation, "/project/search")
                            .query("startAt", start)
                            .query("maxResults", OffsetPages.PAGE_SIZE)
                            .query("orderBy", "key")
                            .fetch(ProjectPage.class));
        });
    }

    private record ProjectPage(
            @Nullable List<JiraProject> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<JiraProject> {

        @Override
        public @Nullable List<JiraProject> items() {
            return values;
        }
    }
}
