package io.throughline.jira.issue;

import io.throughline.core.http.NotFoundException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads many issues by name, as many in one call as Jira gives, and finds out which there are not. */
final class IssueFetch {

    /** Issues of one call. */
    static final int BATCH = 100;

    private final JiraCalls calls;
    private final IssueSearches searches;

    IssueFetch(JiraCalls calls, IssueSearches searches) {
        this.calls = calls;
        this.searches = searches;
    }

    FetchedIssues fetch(Collection<String> idsOrKeys, List<String> fields) {
        Map<String, String> asked = new LinkedHashMap<>();
        idsOrKeys.forEach(name -> asked.putIfAbsent(name.strip().toUpperCase(Locale.ROOT), name));
        List<String> names = List.copyOf(asked.keySet());
        List<JiraIssue> issues = new ArrayList<>();
        Map<String, String> failed = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (int from = 0; from < names.size(); from += BATCH) {
            List<String> batch = names.subList(from, Math.min(names.size(), from + BATCH));
            List<JiraIssue> found = calls.isCloud() ? byName(batch, fields, failed) : bySearch(batch, fields);
            issues.addAll(found);
            for (String name : missing(batch, found)) {
                if (!isAmong(name, failed)) {
                    absent.add(asked.getOrDefault(name, name));
                }
            }
        }
        return new FetchedIssues(issues, absent, failed);
    }

    private List<JiraIssue> byName(List<String> batch, List<String> fields, Map<String, String> failed) {
        Bulk bulk = calls.post("fetch issues", "/issue/bulkfetch")
                .json(new BulkBody(batch, fields))
                .idempotent()
                .fetch(Bulk.class);
        for (BulkError error : WithoutNulls.of(bulk.issueErrors())) {
            if (error.id() != null) {
                failed.put(error.id(), error.errorMessage() == null ? "no reason told" : error.errorMessage());
            }
        }
        return WithoutNulls.of(bulk.issues());
    }

    /** Jira Data Center reads many only by searching; ids are written as numbers there, keys as texts. */
    private List<JiraIssue> bySearch(List<String> batch, List<String> fields) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        batch.forEach(name -> (isId(name) ? ids : keys).add(name));
        List<String> clauses = new ArrayList<>();
        if (!keys.isEmpty()) {
            clauses.add(JqlClause.in(JqlField.KEY, keys).toString());
        }
        if (!ids.isEmpty()) {
            clauses.add(ids.stream()
                    .map(id -> String.valueOf(Long.parseLong(id)))
                    .collect(Collectors.joining(", ", "id in (", ")")));
        }
        return searches.existing(String.join(" OR ", clauses), batch.size(), fields);
    }

    /** An issue that was moved answers to its earlier key, but comes under its new one: those are asked one by one. */
    private List<String> missing(List<String> batch, List<JiraIssue> found) {
        List<String> unmatched = batch.stream()
                .filter(name -> found.stream().noneMatch(issue -> issue.answersTo(name)))
                .toList();
        boolean moved = found.stream().anyMatch(issue -> batch.stream().noneMatch(issue::answersTo));
        return moved ? unmatched.stream().filter(name -> !isAmong(name, found)).toList() : unmatched;
    }

    /** Jira tells failures by id, whatever was asked for. */
    private boolean isAmong(String name, Map<String, String> failed) {
        return failed.containsKey(name)
                || (!failed.isEmpty()
                        && !isId(name)
                        && idOf(name).map(failed::containsKey).orElse(false));
    }

    private boolean isAmong(String name, List<JiraIssue> found) {
        return idOf(name)
                .map(id -> found.stream().anyMatch(issue -> issue.id().equals(id)))
                .orElse(false);
    }

    private Optional<String> idOf(String name) {
        try {
            return Optional.of(calls.get("get issue " + name, "/issue/{}", name)
                    .query("fields", "id")
                    .fetch(JiraIssue.class)
                    .id());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    static boolean isId(String name) {
        return name.matches("\\d{1,18}");
    }

    private record BulkBody(List<String> issueIdsOrKeys, List<String> fields) {}

    private record Bulk(
            @Nullable List<JiraIssue> issues, @Nullable List<BulkError> issueErrors) {}

    private record BulkError(@Nullable String id, @Nullable String errorMessage) {}
}
