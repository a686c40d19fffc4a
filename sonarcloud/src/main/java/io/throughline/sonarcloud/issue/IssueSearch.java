package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.SonarDates;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one call behind everything that is asked about issues. */
record IssueSearch(SonarCalls calls) {

    static final String CREATION_DATE = "CREATION_DATE";

    /**
     * Where issues are looked for within a query.
     *
     * @param components keys of files, directories or projects; empty for the query's own component
     * @param alone whether what is below them is left out
     */
    record Place(List<String> components, boolean alone) {

        static final Place WHOLE = new Place(List.of(), false);

        Place {
            components = List.copyOf(components);
        }
    }

    /** Lists what a search finds, none beyond the wall. */
    Paged<SonarIssue> paged(IssueQuery query, String sort, boolean ascending) {
        return calls.pagedToWall(
                () -> call("list " + query, query, Place.WHOLE).query("s", sort).query("asc", ascending),
                IssuePage.class,
                IssuePage::issues,
                IssuePage::where);
    }

    /**
     * Reads one page.
     *
     * @param oldestFirst whether they are sorted; otherwise the server's own order, in which no two are at the same place
     */
    Page<SonarIssue> page(IssueQuery query, Place place, boolean oldestFirst, @Nullable String token, int size) {
        RestCall call = call("list " + query, query, place);
        if (oldestFirst) {
            call.query("s", CREATION_DATE).query("asc", "true");
        }
        return page(call, token, size);
    }

    /** Returns an issue by its key. */
    Page<SonarIssue> byKey(String key) {
        return page(calls.getInOrganization("get issue " + key, "issues/search").query("issues", key), null, 1);
    }

    private static Page<SonarIssue> page(RestCall call, @Nullable String token, int size) {
        IssuePage page =
                SonarCalls.page(call, token, size).fetch(IssuePage.class).body();
        List<SonarIssue> received = page.issues();
        boolean ended = received == null || received.isEmpty();
        return SonarCalls.filled(received, ended ? null : SonarCalls.next(page.where(), token, size), page.where());
    }

    long count(IssueQuery query) {
        return page(query, Place.WHOLE, false, null, 1).total().orElse(0);
    }

    List<SonarFacet> facets(IssueQuery query, Place place, Collection<String> properties) {
        return SonarCalls.present(SonarCalls.page(
                        call("count " + query, query, place).query("facets", String.join(",", properties)), null, 1)
                .fetch(IssuePage.class)
                .body()
                .facets());
    }

    private RestCall call(String operation, IssueQuery query, Place place) {
        requireKnown(operation, query);
        RestCall call = calls.getInOrganization(operation, "issues/search")
                .query(
                        calls.hasServerNames() ? "components" : "componentKeys",
                        place.components().isEmpty() ? query.project() : String.join(",", place.components()))
                .queryIfPresent("onComponentOnly", place.alone() ? "true" : null)
                .queryIfPresent("branch", query.branch())
                .queryIfPresent("pullRequest", query.pullRequest())
                .queryIfPresent("resolved", query.resolved())
                .queryIfPresent(calls.newCodeName(), query.newCode() ? "true" : null);
        Instant from = query.createdFrom();
        Instant before = query.createdBefore();
        if (from != null) {
            call.query("createdAfter", SonarDates.parameter(from));
        }
        if (before != null) {
            call.query("createdBefore", SonarDates.parameter(before));
        }
        for (Map.Entry<String, List<String>> list : query.lists().entrySet()) {
            call.query(list.getKey(), String.join(",", list.getValue()));
        }
        return call;
    }

    /** A parameter that the server does not know is ignored, and the filter with it. */
    private void requireKnown(String operation, IssueQuery query) {
        if (query.lists().containsKey("issueStatuses")) {
            calls.requireSince(operation, 10, 4, "ask for openAndClosed() or closed()");
        }
        if (query.lists().containsKey("impactSeverities") || query.lists().containsKey("impactSoftwareQualities")) {
            calls.requireSince(operation, 10, 2, "ask for severities and types");
        }
    }

    record IssuePage(
            @Nullable Paging paging,
            @Nullable Integer total,
            @Nullable Integer p,
            @Nullable Integer ps,
            @Nullable List<SonarIssue> issues,
            @Nullable List<SonarFacet> facets) {

        Paging where() {
            return paging != null ? paging : new Paging(p, ps, total);
        }
    }
}
