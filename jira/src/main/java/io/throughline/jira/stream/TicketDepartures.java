package io.throughline.jira.stream;

import io.throughline.core.source.RevisedStream.Departures;
import io.throughline.jira.JiraClient;
import io.throughline.jira.issue.FetchedIssues;
import io.throughline.jira.issue.JiraIssue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of tickets that a census did not list. The census asks an index that may lag; the tickets themselves are
 * asked for here.
 */
final class TicketDepartures {

    private static final int NAMED_IN_A_NOTE = 5;

    private final JiraClient client;
    private final ProjectScope scope;

    TicketDepartures(JiraClient client, ProjectScope scope) {
        this.client = client;
        this.scope = scope;
    }

    Departures of(Set<String> missing) {
        if (!scope.isWholeView()) {
            // Since the census a project was hidden or archived.
            return new Departures(Set.of(), scope.gaps());
        }
        FetchedIssues fetched = client.issues().fetch(new TreeSet<>(missing), List.of("project"));
        Set<String> gone = new HashSet<>(fetched.absent());
        Set<String> moved = new TreeSet<>();
        for (JiraIssue issue : fetched.issues()) {
            if (scope.limited() && !scope.reads(TicketTranslator.projectKey(issue))) {
                gone.add(issue.id());
                moved.add(issue.key());
            }
        }
        List<String> notes = new ArrayList<>();
        if (!moved.isEmpty()) {
            notes.add(count(moved.size()) + " moved to projects that are not read: now "
                    + String.join(", ", moved.stream().limit(NAMED_IN_A_NOTE).toList())
                    + (moved.size() > NAMED_IN_A_NOTE ? " and more" : ""));
        }
        if (!fetched.absent().isEmpty()) {
            notes.add(count(fetched.absent().size()) + " deleted, or hidden from the account");
        }
        if (!fetched.failed().isEmpty()) {
            notes.add("Jira did not tell whether " + fetched.failed().size()
                    + " tickets that its search leaves out still exist: they stay until the next census");
        }
        return new Departures(gone, notes);
    }

    private static String count(int tickets) {
        return tickets == 1 ? "1 ticket was" : tickets + " tickets were";
    }
}
