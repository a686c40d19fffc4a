package io.throughline.sentry.issue;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;

/** The issues of an organization. */
public final class IssuesClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public IssuesClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Lists issues, the one seen last first. */
    public Paged<SentryIssue> list(IssueQuery query) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_ISSUES, "issues/")
                                // Without it Sentry would list unresolved ones only.
                                .query("query", query.search())
                                .query("sort", "date")
                                .query("limit", query.pageSize())
                                .query("collapse", List.of("stats", "filtered", "unhandled")),
                        query.projects(),
                        query.environments(),
                        query.window()),
                SentryIssue.class);
    }

    /** Reads one issue with its first and last release. */
    public SentryIssue get(String id) {
        return calls.fetch(
                calls.get(Operation.GET_ISSUE, "issues/{}/", id).query("collapse", List.of("stats", "tags")),
                SentryIssue.class);
    }
}
