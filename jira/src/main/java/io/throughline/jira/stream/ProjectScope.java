package io.throughline.jira.stream;

import io.throughline.jira.JiraClient;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The projects that are read, as the account sees them now.
 *
 * @param projects those whose tickets can be read
 * @param limited whether a query must name them; false if all that are visible are read
 * @param gaps sentences on those that are configured but cannot be read
 * @param remarks sentences on those that are read, but should be configured otherwise
 * @param archived keys of those that are archived: Jira's search leaves their tickets out
 */
record ProjectScope(
        List<JiraProject> projects,
        boolean limited,
        List<String> gaps,
        List<String> remarks,
        SortedSet<String> archived) {

    private static final String BROWSE = "BROWSE_PROJECTS";

    ProjectScope {
        projects = List.copyOf(projects);
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
    }

    static ProjectScope resolve(JiraClient client, SortedSet<String> wanted) {
        if (wanted.isEmpty()) {
            List<JiraProject> visible = client.projects().list().stream().toList();
            return new ProjectScope(visible, false, List.of(), List.of(), new TreeSet<>());
        }
        List<JiraProject> readable = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        TreeSet<String> archived = new TreeSet<>();
        for (String key : wanted) {
            Optional<JiraProject> found = client.projects().find(key);
            if (found.isEmpty()) {
                gaps.add(
                        "Jira project " + key + " does not exist or the account may not see it: check the key, or grant"
                                + " the account \"Browse projects\" there");
                continue;
            }
            JiraProject project = found.get();
            if (!mayBrowse(client, project.key())) {
                // Whoever administers a project sees it, but a search leaves its tickets out without a word.
                gaps.add("the tickets of Jira project " + key + " are hidden from the account: grant it"
                        + " \"Browse projects\" in the project's permission scheme");
                continue;
            }
            readable.add(project);
            if (Boolean.TRUE.equals(project.archived())) {
                archived.add(project.key());
                remarks.add("Jira project " + key + " is archived: Jira finds its tickets no more; those stored stay");
            }
            if (!project.key().equals(key)) {
                remarks.add("Jira project " + key + " is now called " + project.key()
                        + ": write the new key in the configuration, so that its tickets are joined");
            }
        }
        return new ProjectScope(readable, true, gaps, remarks, archived);
    }

    /** Returns the calls that resolving takes, as far as it is known before. */
    static int calls(SortedSet<String> wanted) {
        return wanted.isEmpty() ? 1 : 2 * wanted.size();
    }

    private static boolean mayBrowse(JiraClient client, String key) {
        JiraPermission browse =
                client.site().getMyPermissions(key, List.of(BROWSE)).get(BROWSE);
        // A server that does not know the word does not withhold it either.
        return browse == null || !Boolean.FALSE.equals(browse.havePermission());
    }

    /** Tells whether there is nothing to ask for. */
    boolean isEmpty() {
        return projects.isEmpty();
    }

    /** Tells whether what a search does not find is sure to be gone. */
    boolean isWholeView() {
        return !isEmpty() && gaps.isEmpty() && archived.isEmpty();
    }

    /** Returns the query for tickets of these projects that meet all conditions, by creation. */
    Jql query(List<JqlClause> conditions) {
        return Jql.where(clauses(conditions)).ascending(JqlField.CREATED).ascending(JqlField.KEY);
    }

    List<JqlClause> clauses(List<JqlClause> conditions) {
        List<JqlClause> clauses = new ArrayList<>();
        if (limited) {
            clauses.add(JqlClause.in(JqlField.PROJECT, keys()));
        }
        clauses.addAll(conditions);
        return clauses;
    }

    /** Returns ids, which stay when a project is renamed. */
    SortedSet<String> ids() {
        TreeSet<String> ids = new TreeSet<>();
        projects.forEach(project -> ids.add(project.id()));
        return ids;
    }

    /** Tells whether tickets of a project are read. */
    boolean reads(String projectKey) {
        return keys().contains(projectKey);
    }

    private SortedSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        projects.forEach(project -> keys.add(project.key()));
        return keys;
    }
}
