package io.throughline.jira.tracker;

import io.throughline.jira.issue.IssuesClient;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Finds the issues of a project that have a label, with the index and without it. */
final class KeyedIssues {

    /** How many numbers are looked at in one call, and how far behind the youngest one that the index knows. */
    private static final int NUMBERS = 100;
    /** Where looking at numbers ends, should every one of them be an issue. */
    private static final int MOST_CALLS = 20;

    private static final List<String> FIELDS = List.of("labels", "project");

    private final IssuesClient issues;
    private final String project;

    KeyedIssues(IssuesClient issues, String project) {
        this.issues = issues;
        this.project = project;
    }

    /** Returns those that the index finds, in the order they were created. */
    List<JiraIssue> labelled(String label) {
        List<JiraIssue> found = new ArrayList<>();
        Jql jql = Jql.where(JqlClause.equal(JqlField.PROJECT, project))
                .and(JqlClause.equal(JqlField.LABELS, label))
                .ascending(JqlField.CREATED);
        for (JiraIssue issue :
                issues.search(JiraSearch.builder(jql).fields(FIELDS).build())) {
            add(issue, label, found);
        }
        return inOrder(found);
    }

    /**
     * Returns those among the youngest issues: issues are numbered one after another, and read by their number they are as
     * they are now. It begins before the youngest that the index knows and ends where a whole stretch of numbers has none.
     */
    List<JiraIssue> youngest(String label) {
        List<JiraIssue> found = new ArrayList<>();
        long first = Math.max(1, youngestIndexed() - NUMBERS / 2);
        for (int call = 0; call < MOST_CALLS; call++) {
            List<String> keys = LongStream.range(first, first + NUMBERS)
                    .mapToObj(number -> project + "-" + number)
                    .toList();
            List<JiraIssue> there = issues.fetch(keys, FIELDS).issues();
            there.forEach(issue -> add(issue, label, found));
            if (there.isEmpty()) {
                break;
            }
            first += NUMBERS;
        }
        return inOrder(found);
    }

    private long youngestIndexed() {
        Jql jql = Jql.where(JqlClause.equal(JqlField.PROJECT, project)).descending(JqlField.CREATED);
        Iterator<JiraIssue> newest = issues.search(
                        JiraSearch.builder(jql).fields(FIELDS).pageSize(1).build())
                .iterator();
        return newest.hasNext() ? number(newest.next().key()) : 0;
    }

    private static void add(JiraIssue issue, String label, List<JiraIssue> found) {
        boolean has = issue.fields().labels().stream().anyMatch(label::equalsIgnoreCase);
        if (has && found.stream().noneMatch(known -> known.id().equals(issue.id()))) {
            found.add(issue);
        }
    }

    private static List<JiraIssue> inOrder(List<JiraIssue> found) {
        found.sort(Comparator.comparing((JiraIssue issue) -> number("-" + issue.id())).thenComparing(JiraIssue::id));
        return List.copyOf(found);
    }

    private static long number(String key) {
        String digits = key.substring(key.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
