package io.throughline.jira;

import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The projects that are read, as the account sees them now.
 *
 * @param projects the visible ones
 * @param limited whether a query must name them; false if all that are visible are read
 * @param gaps sentences on those that are configured but cannot be read
 * @param remarks sentences on those that are read, but should be configured otherwise
 */
record ProjectScope(List<JiraProject> projects, boolean limited, List<String> gaps, List<String> remarks) {

    ProjectScope {
        projects = List.copyOf(projects);
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
    }

    static ProjectScope resolve(JiraClient client, SortedSet<String> wanted) {
        if (wanted.isEmpty()) {
            return new ProjectScope(client.projects().list().stream().toList(), false, List.of(), List.of());
        }
        List<JiraProject> visible = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (String key : wanted) {
            Optional<JiraProject> project = client.projects().find(key);
            if (project.isEmpty()) {
                gaps.add(
                        "Jira project " + key + " does not exist or the account may not see it: check the key, or grant"
                                + " the account \"Browse projects\" there");
            } else {
                visible.add(project.get());
                if (!project.get().key().equals(key)) {
                    remarks.add("Jira project " + key + " is now called "
                            + project.get().key()
                            + ": write the new key in the configuration, so that its tickets are joined");
                }
            }
        }
        return new ProjectScope(visible, true, gaps, remarks);
    }

    /** Tells whether there is nothing to ask for. */
    boolean isEmpty() {
        return projects.isEmpty();
    }

    /** Returns the conditions that limit a query to these projects; none if all are read. */
    List<JqlClause> clauses() {
        return limited ? List.of(JqlClause.in(JqlField.PROJECT, keys())) : List.of();
    }

    /** Returns a text that differs where the scope does. */
    String fingerprint() {
        return limited ? String.join(",", keys()) : "*";
    }

    private SortedSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        projects.forEach(project -> keys.add(project.key()));
        return keys;
    }
}
