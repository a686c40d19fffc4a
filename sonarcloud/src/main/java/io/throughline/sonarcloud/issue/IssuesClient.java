package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.WholeList;
import java.util.Collection;
import java.util.List;
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
     * are split by date of creation, then by severity, type and rule, then by file. If some still cannot be reached, the
     * iteration ends with an exception after all that can.
     *
     * @throws io.throughline.core.http.NotFoundException while iterating, if there is no such project
     */
    public WholeList<SonarIssue> list(IssueQuery query) {
        requireProject(query);
        return new WholeList<>(calls.source(), new IssuePart(search, query, List.of()));
    }

    /**
     * Lists the issues that a query finds, the latest updated first; at most 10,000 of them. {@link
     * io.throughline.core.http.Page#total()} tells how many there are.
     */
    public Paged<SonarIssue> listByUpdate(IssueQuery query) {
        return search.paged(query, List.of(), "UPDATE_DATE", false);
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
        List<SonarFacet> facets = search.facets(query, properties);
        boolean none = facets.stream().allMatch(facet -> facet.values().stream().allMatch(value -> value.count() == 0));
        if (none) {
            requireProject(query);
        }
        return facets;
    }

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
