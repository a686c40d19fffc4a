package io.throughline.jira;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.jira.JiraSettings.Incidents;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.StatusCategory;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.AllowedValue;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.project.IssueTypeMetadata;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraPermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether an incident could be filed, commented, linked and closed, by reading alone: it creates nothing. */
final class WriteProbe {

    /** The permissions that it takes, with what people call them. */
    private static final Map<String, String> PERMISSIONS = permissions();

    /** What a filed incident carries. */
    private static final Set<String> SET_BY_DRAFT = Set.of("project", "issuetype", "summary", "description", "labels");

    /** What Jira sets itself from who files it. */
    private static final Set<String> SET_BY_JIRA = Set.of("reporter");

    private static final List<String> USUAL_TYPES = List.of("Incident", "[System] Incident", "Bug", "Task");

    private final JiraClient client;
    private final Incidents incidents;
    private final Probe probe;
    private final String project;
    private final List<CheckResult> results = new ArrayList<>();

    WriteProbe(JiraClient client, Incidents incidents, Probe probe) {
        this.client = client;
        this.incidents = incidents;
        this.probe = probe;
        this.project = incidents.project();
    }

    private static Map<String, String> permissions() {
        Map<String, String> permissions = new LinkedHashMap<>();
        permissions.put("CREATE_ISSUES", "Create issues");
        permissions.put("EDIT_ISSUES", "Edit issues");
        permissions.put("ADD_COMMENTS", "Add comments");
        permissions.put("LINK_ISSUES", "Link issues");
        permissions.put("TRANSITION_ISSUES", "Transition issues");
        return permissions;
    }

    List<CheckResult> run() {
        String visible = "incidents in " + project;
        CheckResult found = probe.attempt(visible, () -> visible(visible));
        results.add(found);
        if (found.works()) {
            mayWrite();
            List<IssueTypeMetadata> chosen = new ArrayList<>();
            String type = visible + ": issue type";
            results.add(probe.attempt(type, () -> type(type, chosen)));
            if (!chosen.isEmpty()) {
                String fields = visible + ": fields of " + chosen.get(0).name();
                results.add(probe.attempt(fields, () -> fields(fields, chosen.get(0))));
            }
            String close = visible + ": close";
            results.add(probe.attempt(close, () -> close(close)));
        }
        return results;
    }

    private CheckResult visible(String capability) {
        Optional<JiraProject> seen = client.projects().find(project);
        return seen.isPresent()
                ? Probe.works(capability, "project " + seen.get().key() + " is there")
                : Probe.result(
                        capability,
                        Outcome.NOT_FOUND,
                        "project " + project + " does not exist or the account may not see it",
                        "check jira.incidents.project, or grant the account \"Browse projects\" there");
    }

    /** One call for all permissions; a result for each. */
    private void mayWrite() {
        String prefix = "incidents in " + project + ": ";
        List<CheckResult> each = new ArrayList<>();
        CheckResult asked = probe.attempt(prefix + "permissions", () -> {
            Map<String, JiraPermission> held = client.site().getMyPermissions(project, PERMISSIONS.keySet());
            PERMISSIONS.forEach((key, words) -> each.add(permission(prefix, key, words, held.get(key))));
            return Probe.works(prefix + "permissions", "asked");
        });
        if (asked.works()) {
            results.addAll(each);
        } else {
            results.add(asked);
        }
    }

    private CheckResult permission(String prefix, String key, String words, @Nullable JiraPermission held) {
        String capability = prefix + words.toLowerCase(java.util.Locale.ROOT);
        return held != null && held.isGranted()
                ? Probe.works(capability, "granted")
                : Probe.result(
                        capability,
                        Outcome.FORBIDDEN,
                        "the account does not have " + key,
                        "grant it \"" + words + "\" in the permission scheme of project " + project);
    }

    private CheckResult type(String capability, List<IssueTypeMetadata> chosen) {
        List<IssueTypeMetadata> types = client.projects().listIssueTypes(project).stream()
                .filter(type -> !Boolean.TRUE.equals(type.subtask()))
                .toList();
        List<String> names =
                types.stream().map(type -> String.valueOf(type.name())).toList();
        String wanted = incidents.issueType();
        Optional<IssueTypeMetadata> type = wanted == null
                ? usual(types)
                : types.stream().filter(offered -> offered.isNamed(wanted)).findFirst();
        type.ifPresent(chosen::add);
        if (type.isPresent()) {
            String choice = wanted == null ? "; chosen as jira.incidents.issueType is not written" : "";
            return Probe.works(
                    capability, type.get().name() + " (id " + type.get().id() + ")" + choice);
        }
        return Probe.result(
                capability,
                Outcome.NOT_FOUND,
                wanted == null
                        ? "the account may create no type of issue in project " + project
                        : "project " + project + " has no issue type '" + wanted + "' that the account may create",
                names.isEmpty()
                        ? "grant it \"Create issues\" in the project's permission scheme"
                        : "write one of " + names + " as jira.incidents.issueType");
    }

    private static Optional<IssueTypeMetadata> usual(List<IssueTypeMetadata> types) {
        for (String name : USUAL_TYPES) {
            Optional<IssueTypeMetadata> type =
                    types.stream().filter(offered -> offered.isNamed(name)).findFirst();
            if (type.isPresent()) {
                return type;
            }
        }
        return types.stream()
                .filter(type -> type.hierarchyLevel() == null || type.hierarchyLevel() == 0)
                .findFirst();
    }

    private CheckResult fields(String capability, IssueTypeMetadata type) {
        Map<String, FieldMetadata> screen = new LinkedHashMap<>();
        for (FieldMetadata field : client.projects().createFields(project, type.id())) {
            if (field.fieldId() != null) {
                screen.put(field.fieldId(), field);
            }
        }
        List<String> missing = screen.values().stream()
                .filter(FieldMetadata::mustBeSet)
                .filter(field -> !SET_BY_DRAFT.contains(field.fieldId()) && !SET_BY_JIRA.contains(field.fieldId()))
                .map(field -> "'" + field.name() + "' (" + field.fieldId() + ")")
                .toList();
        if (!missing.isEmpty()) {
            return Probe.result(
                    capability,
                    Outcome.FAILED,
                    "an incident sets no " + String.join(", ", missing) + ", which must be set",
                    "give each a default value or make it optional for this type in the field configuration, or choose"
                            + " another jira.incidents.issueType");
        }
        List<String> absent = List.of("summary", "description", "labels").stream()
                .filter(id -> !screen.containsKey(id))
                .toList();
        if (!absent.isEmpty()) {
            return Probe.result(
                    capability,
                    Outcome.FAILED,
                    "the screen that creates it has no " + String.join(", ", absent)
                            + (absent.contains("labels") ? "; by a label an incident is found again" : ""),
                    "add the fields to the create screen of this type in project " + project);
        }
        FieldMetadata priority = screen.get("priority");
        return Probe.works(
                capability,
                "all that must be set is set; "
                        + (priority == null
                                ? "it has no priority"
                                : "priorities: "
                                        + priority.allowedValues().stream()
                                                .map(AllowedValue::text)
                                                .toList()));
    }

    /** Transitions depend on the status an issue is in: an open one of the project tells them. */
    private CheckResult close(String capability) {
        Jql open = Jql.where(JqlClause.equal(JqlField.PROJECT, project))
                .and(JqlClause.notEqual(JqlField.STATUS_CATEGORY, "Done"))
                .descending(JqlField.CREATED);
        Optional<JiraIssue> issue = JiraCheck.first(client.issues()
                .search(JiraSearch.builder(open).fields("status").pageSize(1).build())
                .pages());
        if (issue.isEmpty()) {
            return Probe.result(
                    capability,
                    Outcome.WORKS_BUT_EMPTY,
                    "not tried: no open issue whose transitions could be read",
                    null);
        }
        boolean done = client.issues().listTransitions(issue.get().id()).stream()
                .anyMatch(transition -> transition
                        .category()
                        .filter(StatusCategory.DONE::equals)
                        .isPresent());
        return done
                ? Probe.works(capability, "a transition of " + issue.get().key() + " leads to a status that means done")
                : Probe.result(
                        capability,
                        Outcome.FAILED,
                        "no transition that the account may use leads "
                                + issue.get().key() + " to a status that means done",
                        "grant \"Transition issues\" and \"Resolve issues\", or add a transition to the workflow");
    }
}
