package io.throughline.sentry.issue;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The issues of an organization. */
public final class IssuesClient {

    private static final int MOST_UPDATED = 1_000;
    private static final int NO_CONTENT = 204;

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public IssuesClient(SentryCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists issues; by default the one seen last first, whatever their status. A page may be short or empty while more
     * follow.
     */
    public Paged<SentryIssue> list(IssueQuery query) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_ISSUES, "issues/")
                                // Without it Sentry would list unresolved ones only.
                                .query("query", query.search())
                                .query("sort", query.sort().word())
                                .query("limit", query.pageSize())
                                .queryIfPresent("shortIdLookup", query.shortIdLookup() ? 1 : null)
                                .query("group", query.ids())
                                .query("expand", query.expand())
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

    /** Finds an issue by the id that people use, for example {@code CHECKOUT-API-4F}. */
    public Optional<SentryIssue> findByShortId(String shortId) {
        try {
            return Optional.ofNullable(
                    calls.fetch(calls.get(Operation.FIND_ISSUE, "shortids/{}/", shortId), Found.class)
                            .group());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Lists the hashes by which events are grouped into an issue. */
    public Paged<SentryHash> listHashes(String id) {
        return calls.paged(
                () -> calls.get(Operation.LIST_HASHES, "issues/{}/hashes/", id)
                        .query("full", false)
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryHash.class);
    }

    /** Reads what a tag's values are in an issue's events, with the most frequent ones. */
    public SentryTag getTag(String id, String key) {
        return calls.fetch(calls.get(Operation.GET_TAG, "issues/{}/tags/{}/", id, key), SentryTag.class);
    }

    /** Lists all values of a tag in an issue's events, the most frequent first. */
    public Paged<SentryTag.Value> listTagValues(String id, String key) {
        return calls.paged(
                () -> calls.get(Operation.LIST_TAG_VALUES, "issues/{}/tags/{}/values/", id, key)
                        .query("sort", "-count")
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryTag.Value.class);
    }

    /** Changes an issue. */
    public void update(String id, IssueUpdate update) {
        calls.call(Operation.UPDATE_ISSUE, "PUT", "issues/{}/", id)
                .json(update.body())
                .fetchText();
    }

    /**
     * Changes several issues in the same way. Those that the token may not see are left as they are, and not told.
     *
     * @param ids 1 to 1,000 ids; without any, Sentry would change every issue that there is, so that is refused
     * @return whether at least one was found
     */
    public boolean updateAll(Collection<String> ids, IssueUpdate update) {
        if (ids.isEmpty() || ids.size() > MOST_UPDATED) {
            throw new IllegalArgumentException(
                    "ids must be 1 to " + MOST_UPDATED + ", were " + ids.size() + "; split longer lists");
        }
        return calls.call(Operation.UPDATE_ISSUES, "PUT", "issues/")
                        .query("id", ids)
                        .json(update.body())
                        .fetchText()
                        .status()
                != NO_CONTENT;
    }

    private record Found(@Nullable SentryIssue group) {}
}
