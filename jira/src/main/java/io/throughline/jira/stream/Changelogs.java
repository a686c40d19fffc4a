package io.throughline.jira.stream;

import io.throughline.core.http.NotFoundException;
import io.throughline.jira.JiraClient;
import io.throughline.jira.issue.IssueChanges;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraChangelog;
import io.throughline.jira.issue.JiraIssue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whole histories. Jira sends only the recent changes along with an issue; where it left some out, all are read, for a
 * page of issues at once.
 */
final class Changelogs {

    private static final Set<String> FIELDS = Set.of("status", "assignee");

    private final JiraClient client;

    Changelogs(JiraClient client) {
        this.client = client;
    }

    /** Returns the changes of each issue, by its id. */
    Map<String, List<JiraChange>> of(List<JiraIssue> issues) {
        Map<String, List<JiraChange>> changes = new HashMap<>();
        List<String> cut = new ArrayList<>();
        for (JiraIssue issue : issues) {
            JiraChangelog sent = issue.changelog();
            if (sent == null || sent.isCut()) {
                cut.add(issue.id());
            }
            changes.put(issue.id(), sent == null ? List.of() : sent.histories());
        }
        if (!cut.isEmpty()) {
            read(cut, changes);
        }
        return changes;
    }

    private void read(List<String> ids, Map<String, List<JiraChange>> changes) {
        Map<String, List<JiraChange>> whole = new HashMap<>();
        try {
            for (IssueChanges part : client.issues().listChanges(ids, FIELDS)) {
                whole.computeIfAbsent(part.issueId(), id -> new ArrayList<>()).addAll(part.changes());
            }
        } catch (NotFoundException e) {
            // One was deleted since the page came; each is asked for alone, so that the others do not lack theirs.
            whole.clear();
            ids.forEach(id -> one(id, whole));
        }
        changes.putAll(whole);
    }

    private void one(String id, Map<String, List<JiraChange>> whole) {
        try {
            List<JiraChange> all = new ArrayList<>();
            client.issues().listChanges(id).forEach(all::add);
            whole.put(id, all);
        } catch (NotFoundException e) {
            // It is gone: what came along with the page is all there will ever be, until the census finds out.
        }
    }
}
