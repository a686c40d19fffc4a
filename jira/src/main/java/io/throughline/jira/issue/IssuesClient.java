package io.throughline.jira.issue;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.project.ProjectsClient;
import io.throughline.jira.site.SiteClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues: found, read, created, changed. Immutable and thread-safe. */
public final class IssuesClient {

    private static final List<String> ALL_FIELDS = List.of("*all");

    private final JiraCalls calls;
    private final IssueSearches searches;
    private final IssueHistories histories;
    private final IssueFetch fetches;
    private final IssueCreation creation;
    private final IssueWrites writes;

    /** Creates a client; {@link io.throughline.jira.JiraClient#issues} has one. */
    public IssuesClient(JiraCalls calls, ProjectsClient projects, SiteClient site) {
        this.calls = calls;
        this.searches = new IssueSearches(calls);
        this.histories = new IssueHistories(calls);
        this.fetches = new IssueFetch(calls, searches);
        this.creation = new IssueCreation(calls, projects, site);
        this.writes = new IssueWrites(calls, site);
    }

    /**
     * Returns the issues that a search finds, lazily; one call for each page. Jira Cloud's index lags behind changes by
     * seconds, sometimes minutes: {@link JiraSearch.Builder#reconcile} or {@link #reconcile} help with what was just
     * written. On Jira Data Center pages are counted: order by what does not change.
     *
     * @throws SearchExpiredException while reading, if Jira does not accept the token of the next page any more
     */
    public Paged<JiraIssue> search(JiraSearch search) {
        return searches.search(search);
    }

    /** Returns about how many issues a query finds; exactly on Jira Data Center. */
    public long approximateCount(Jql jql) {
        return searches.count(jql);
    }

    /**
     * Searches among issues that were just written, and says of each whether it is found, exists without being found, or
     * does not exist. On Jira Cloud the index is made up to date about them for this search.
     *
     * @param idsOrKeys at most {@value JiraSearch#MOST_RECONCILED}
     */
    public ReconciledIssues reconcile(JiraSearch search, Collection<String> idsOrKeys) {
        if (idsOrKeys.size() > JiraSearch.MOST_RECONCILED) {
            throw new IllegalArgumentException(
                    "at most " + JiraSearch.MOST_RECONCILED + " issues can be reconciled, were " + idsOrKeys.size());
        }
        FetchedIssues known = idsOrKeys.isEmpty()
                ? new FetchedIssues(List.of(), List.of(), Map.of())
                : fetches.fetch(idsOrKeys, search.fields());
        if (known.issues().isEmpty()) {
            return new ReconciledIssues(List.of(), List.of(), known.absent());
        }
        List<String> keys = known.issues().stream().map(JiraIssue::key).toList();
        Set<String> found = new HashSet<>();
        search(search.toBuilder()
                        .jql(search.jql().and(JqlClause.in(JqlField.KEY, keys)))
                        .reconcile(known.issues().stream().map(JiraIssue::id).toList())
                        .build())
                .forEach(issue -> found.add(issue.id()));
        List<JiraIssue> indexed = new ArrayList<>();
        List<JiraIssue> unindexed = new ArrayList<>();
        known.issues().forEach(issue -> (found.contains(issue.id()) ? indexed : unindexed).add(issue));
        return new ReconciledIssues(indexed, unindexed, known.absent());
    }

    /**
     * Returns an issue with all its fields.
     *
     * @param idOrKey numeric id or key; an issue that was moved answers to its earlier keys and tells its current one
     */
    public JiraIssue get(String idOrKey) {
        return get(idOrKey, ALL_FIELDS, List.of());
    }

    /**
     * Returns an issue with some fields and properties.
     *
     * @param fields ids of fields, or {@code *all}
     * @param properties keys of issue properties, or {@code *all}
     */
    public JiraIssue get(String idOrKey, Collection<String> fields, Collection<String> properties) {
        return calls.get("get issue " + idOrKey, "/issue/{}", idOrKey)
                .query("fields", String.join(",", fields))
                .queryIfPresent("properties", properties.isEmpty() ? null : String.join(",", properties))
                .fetch(JiraIssue.class);
    }

    /** Returns an issue as {@link #get(String)}; empty if there is none or the account may not see it. */
    public Optional<JiraIssue> find(String idOrKey) {
        try {
            return Optional.of(get(idOrKey));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns many issues by id or key, a hundred with each call, and which of them there are not.
     *
     * @param fields ids of the fields to bring
     */
    public FetchedIssues fetch(Collection<String> idsOrKeys, Collection<String> fields) {
        return fetches.fetch(idsOrKeys, List.copyOf(fields));
    }

    /** Returns all changes of an issue, oldest first, lazily. */
    public Paged<JiraChange> listChanges(String issueIdOrKey) {
        return histories.of(issueIdOrKey);
    }

    /**
     * Returns the changes of many issues, lazily: a thousand issues with each call on Jira Cloud, one on Jira Data Center.
     * An issue can come several times.
     *
     * @param fieldIds the fields whose changes to bring, at most ten, such as {@code status}; empty for all
     */
    public Paged<IssueChanges> listChanges(Collection<String> issueIdsOrKeys, Set<String> fieldIds) {
        return histories.of(issueIdsOrKeys, fieldIds);
    }

    /** Returns the work that was noted on an issue, oldest first, lazily. */
    public Paged<JiraWorklog> listWorklogs(String issueIdOrKey) {
        return OffsetPages.of(
                start -> calls.get("list worklogs of issue " + issueIdOrKey, "/issue/{}/worklog", issueIdOrKey),
                WorklogPage.class);
    }

    /**
     * Creates an issue, with its properties, in one call that is never repeated unless Jira refused it for its limits.
     * Names of the type and of fields are looked up before.
     *
     * @throws io.throughline.core.http.OutcomeUnknownException if it may have been created: search for the draft's labels
     *     several times over some minutes, as the index lags, before creating it again
     * @throws io.throughline.core.http.QueryRejectedException if Jira refuses it; {@link #checkCreate} tells why before
     * @throws io.throughline.jira.edition.UnresolvedNameException if a name stands for nothing, or for several things
     */
    public CreatedIssue create(IssueDraft draft) {
        return creation.create(draft);
    }

    /** Tells whether Jira would take a draft, as far as the screen's fields tell. Creates nothing. */
    public CreateCheck checkCreate(IssueDraft draft) {
        return creation.check(draft);
    }

    /**
     * Changes an issue; does nothing if there is nothing to change. May be repeated without harm.
     *
     * @throws io.throughline.jira.edition.UnresolvedNameException if a field's name stands for nothing, or for several
     */
    public void edit(String idOrKey, IssueEdit edit) {
        writes.edit(idOrKey, edit);
    }

    /** Returns the fields on the screen that edits an issue. */
    public List<FieldMetadata> editFields(String idOrKey) {
        return writes.editFields(idOrKey);
    }

    /** Returns the transitions that the issue's workflow allows now, with the fields of their screens. */
    public List<JiraTransition> listTransitions(String idOrKey) {
        return writes.transitions(idOrKey);
    }

    /**
     * Takes a transition.
     *
     * @param edit fields that are on its screen, or {@link IssueEdit#none}
     */
    public void transition(String idOrKey, JiraTransition transition, IssueEdit edit) {
        writes.take(idOrKey, transition, edit);
    }

    /** Brings an issue into a status of a category, as the other method with nothing to set. */
    public TransitionResult transitionTo(String idOrKey, StatusCategory category) {
        return transitionTo(idOrKey, category, IssueEdit.none());
    }

    /**
     * Brings an issue into a status of a category by one transition, whatever it is called: the one that wants the fewest
     * fields which are not given. Does nothing if the issue is there already.
     *
     * @throws io.throughline.jira.edition.UnresolvedNameException if no transition leads there; the message lists those
     *     that there are
     */
    public TransitionResult transitionTo(String idOrKey, StatusCategory category, IssueEdit edit) {
        return writes.reach(idOrKey, category, edit);
    }

    private record WorklogPage(
            @Nullable List<JiraWorklog> worklogs,
            @Nullable Long startAt,
            @Nullable Long total) implements OffsetPage<JiraWorklog> {

        @Override
        public @Nullable List<JiraWorklog> items() {
            return worklogs;
        }

        @Override
        public @Nullable Boolean isLast() {
            return null;
        }
    }
}
