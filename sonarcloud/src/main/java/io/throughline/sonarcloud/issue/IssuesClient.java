package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.paging.Partitioned;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issues of projects. A search for a project that is not there finds nothing and says so by no error: what finds
 * nothing here makes sure that the project is there.
 */
public final class IssuesClient {

    private final SonarCalls calls;
    private final IssueSearch search;

    /** Creates the group; the façade does. */
    public IssuesClient(SonarCalls calls) {
        this.calls = calls;
        this.search = new IssueSearch(calls);
    }

    /**
     * Lists all issues that a query finds, each once and lazily. The server lets 10,000 of a search be read: larger ones
     * are divided by date of creation, then by severity, type and rule, then by file. What still cannot be reached is told:
     * {@link Partitioned}.
     */
    public Partitioned<SonarIssue> list(IssueQuery query) {
        return new Partitioned<>("list " + query, IssuePart.whole(search, query), SonarIssue::key);
    }

    /**
     * Lists the issues that a query finds, the latest updated first; at most 10,000 of them. {@link
     * io.throughline.core.http.Page#total()} tells how many there are. Unlike the other calls this one takes a project that
     * is not there for one without issues; {@link #count} tells them apart.
     */
    public Paged<SonarIssue> listByUpdate(IssueQuery query) {
        return search.paged(query, "UPDATE_DATE", false);
    }

    /** Returns how many issues a query finds. */
    public long count(IssueQuery query) {
        long count = search.count(query);
        if (count == 0) {
            requireProject(query);
        }
        return count;
    }

    /**
     * Returns how many issues a query finds by the values of properties.
     *
     * @param properties {@code severities}, {@code types}, {@code impactSeverities}, {@code impactSoftwareQualities}, {@code
     *     issueStatuses}, {@code rules}, {@code files}, {@code tags}…
     */
    public List<SonarFacet> countBy(IssueQuery query, Collection<String> properties) {
        List<SonarFacet> facets = search.facets(query, IssueSearch.Place.WHOLE, properties);
        boolean none = facets.stream().allMatch(facet -> facet.values().stream().allMatch(value -> value.count() == 0));
        if (none) {
            requireProject(query);
        }
        return facets;
    }

    /** Returns an issue in whatever state; empty if there is none or it may not be browsed. */
    public Optional<SonarIssue> find(String issueKey) {
        return search.byKey(issueKey).items().stream().findFirst();
    }

    /**
     * Moves an issue on; the answer is the issue as it is then.
     *
     * @param transition {@code accept}, {@code falsepositive}, {@code confirm}, {@code unconfirm}, {@code resolve}, {@code
     *     reopen}; {@code wontfix} on servers before 10.4. The first two need "Administer Issues"
     */
    public SonarIssue transition(String issueKey, String transition) {
        String operation = "move issue " + issueKey;
        return changed(
                operation,
                calls.post(operation, "issues/do_transition")
                        .form("issue", issueKey)
                        .form("transition", transition));
    }

    /** Comments an issue, in Sonar's kind of Markdown. */
    public SonarIssue comment(String issueKey, String text) {
        String operation = "comment issue " + issueKey;
        return changed(
                operation,
                calls.post(operation, "issues/add_comment")
                        .form("issue", issueKey)
                        .form("text", text));
    }

    private SonarIssue changed(String operation, RestCall call) {
        RestResponse<Changed> response = call.fetch(Changed.class);
        return calls.required(response.body().issue(), operation, response, "/issue");
    }

    private record Changed(@Nullable SonarIssue issue) {}

    /** Lists the changes of an issue, oldest first. */
    public List<SonarIssueChange> listChanges(String issueKey) {
        return SonarCalls.present(calls.get("list changes of issue " + issueKey, "issues/changelog")
                .query("issue", issueKey)
                .fetch(Changelog.class)
                .body()
                .changelog());
    }

    private void requireProject(IssueQuery query) {
        calls.requireComponent(query.project(), query.branch(), query.pullRequest());
    }

    private record Changelog(@Nullable List<SonarIssueChange> changelog) {}
}
