package io.throughline.sonarcloud.issue;

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

    /** Keys of components in one call: addresses have a length that proxies accept. */
    static final int MOST_COMPONENTS = 50;

    /** How many there are, in all and by the values of a property. */
    record Counts(long total, SonarFacet facet) {}

    Paged<SonarIssue> paged(IssueQuery query, List<String> components, String sort, boolean ascending) {
        return calls.pagedToWall(
                () -> call("list " + query, query, components).query("s", sort).query("asc", ascending),
                IssuePage.class,
                IssuePage::issues,
                IssuePage::where);
    }

    long count(IssueQuery query) {
        return total(ask(call("count " + query, query, List.of())));
    }

    Counts count(IssueQuery query, List<String> components, String property) {
        IssuePage page = ask(call("count " + query, query, components).query("facets", property));
        SonarFacet facet = SonarCalls.present(page.facets()).stream()
                .filter(found -> found.property().equals(property))
                .findFirst()
                .orElseGet(() -> new SonarFacet(property, List.of()));
        return new Counts(total(page), facet);
    }

    List<SonarFacet> facets(IssueQuery query, Collection<String> properties) {
        return SonarCalls.present(
                ask(call("count " + query, query, List.of()).query("facets", String.join(",", properties)))
                        .facets());
    }

    /** Returns the first or last date of creation; the epoch if there is none. */
    Instant creationDate(IssueQuery query, boolean first) {
        IssuePage page = ask(call("find dates of " + query, query, List.of())
                .query("s", "CREATION_DATE")
                .query("asc", first));
        return SonarCalls.present(page.issues()).stream()
                .findFirst()
                .map(SonarIssue::creationDate)
                .orElse(Instant.EPOCH);
    }

    private static IssuePage ask(RestCall call) {
        return call.query("ps", 1).fetch(IssuePage.class).body();
    }

    private static long total(IssuePage page) {
        Long total = SonarCalls.total(page.where());
        return total == null ? 0 : total;
    }

    private RestCall call(String operation, IssueQuery query, List<String> components) {
        boolean server = calls.hasServerNames();
        RestCall call = calls.getInOrganization(operation, "issues/search")
                .query(
                        server ? "components" : "componentKeys",
                        components.isEmpty() ? query.project() : String.join(",", components))
                .queryIfPresent("onComponentOnly", components.isEmpty() ? null : "true")
                .queryIfPresent("branch", query.branch())
                .queryIfPresent("pullRequest", query.pullRequest())
                .queryIfPresent("resolved", query.resolved())
                .queryIfPresent(server ? "inNewCodePeriod" : "sinceLeakPeriod", query.newCode() ? "true" : null);
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
