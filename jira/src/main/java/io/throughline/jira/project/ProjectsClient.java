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

/** Projects, their components and versions, and what can be created in them. Immutable and thread-safe. */
public final class ProjectsClient {

    private static final int LABEL_PAGE_SIZE = 1_000;

    private final JiraCalls calls;
    private final CreateMetadata metadata;

    /** Creates a client; {@link io.throughline.jira.JiraClient#projects} has one. */
    public ProjectsClient(JiraCalls calls) {
        this.calls = calls;
        this.metadata = new CreateMetadata(calls);
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

    /** Returns the components of a project. */
    public List<JiraProject.Component> listComponents(String projectIdOrKey) {
        return calls.get("list components of " + projectIdOrKey, "/project/{}/components", projectIdOrKey)
                .fetchList(JiraProject.Component.class);
    }

    /** Returns the versions of a project, in the order in which the project sorts them. */
    public Paged<JiraVersion> listVersions(String projectIdOrKey) {
        return OffsetPages.of(
                start -> calls.get("list versions of " + projectIdOrKey, "/project/{}/version", projectIdOrKey),
                VersionPage.class);
    }

    /** Returns the version with a name, whatever its case. */
    public Optional<JiraVersion> findVersion(String projectIdOrKey, String name) {
        return listVersions(projectIdOrKey).stream()
                .filter(version -> name.equalsIgnoreCase(version.name()))
                .findFirst();
    }

    /**
     * Creates a version, which takes the project's administrator.
     *
     * @throws io.throughline.core.http.QueryRejectedException if the project has one of this name
     * @throws io.throughline.core.http.OutcomeUnknownException if it may have been created: look with {@link #findVersion}
     */
    public JiraVersion createVersion(String projectIdOrKey, VersionDraft draft) {
        String id = projectIdOrKey.matches("\\d{1,18}")
                ? projectIdOrKey
                : get(projectIdOrKey).id();
        return calls.post("create version " + draft.name(), "/version")
                .json(draft.body(id))
                .fetch(JiraVersion.class);
    }

    /** Returns the types of issues that the account may create in a project. */
    public Paged<IssueTypeMetadata> listIssueTypes(String projectIdOrKey) {
        return metadata.types(projectIdOrKey);
    }

    /**
     * Returns the type of issues with an id or name.
     *
     * @throws io.throughline.jira.edition.UnresolvedNameException if there is none that the account may create, or several
     */
    public IssueTypeMetadata getIssueType(String projectIdOrKey, String idOrName) {
        return metadata.type(projectIdOrKey, idOrName);
    }

    /**
     * Returns the fields on the screen that creates an issue.
     *
     * @param issueType id or name of the type
     * @throws io.throughline.jira.edition.UnresolvedNameException if there is no such type, or several
     */
    public List<FieldMetadata> createFields(String projectIdOrKey, String issueType) {
        String id = issueType.matches("\\d{1,18}")
                ? issueType
                : getIssueType(projectIdOrKey, issueType).id();
        return metadata.fields(projectIdOrKey, id).stream().toList();
    }

    /** Returns all labels in use on the site; only Jira Cloud lists them. */
    public Paged<String> listLabels() {
        return Paged.of(token -> {
            calls.requireCloud("list labels", "search for the issues and read their labels");
            String start = token == null ? "0" : token;
            return OffsetPages.page(
                    Long.parseLong(start),
                    calls.get("list labels", "/label")
                            .query("startAt", start)
                            .query("maxResults", LABEL_PAGE_SIZE)
                            .fetch(LabelPage.class));
        });
    }

    private record VersionPage(
            @Nullable List<JiraVersion> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<JiraVersion> {

        @Override
        public @Nullable List<JiraVersion> items() {
            return values;
        }
    }

    private record LabelPage(
            @Nullable List<String> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast) implements OffsetPage<String> {

        @Override
        public @Nullable List<String> items() {
            return values;
        }
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
