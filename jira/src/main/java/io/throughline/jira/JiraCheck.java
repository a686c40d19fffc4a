package io.throughline.jira;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.jira.JiraSettings.Incidents;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraPermission;
import io.throughline.jira.site.JiraServerInfo;
import io.throughline.jira.site.JiraUser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries what reading and filing tickets needs, without changing anything. */
final class JiraCheck {

    private static final String BROWSE = "BROWSE_PROJECTS";
    private static final String CREATE = "CREATE_ISSUES";

    private final JiraSettings settings;
    private final JiraClient client;
    private final List<CheckResult> results = new ArrayList<>();

    JiraCheck(JiraSettings settings, JiraClient client) {
        this.settings = settings;
        this.client = client;
    }

    List<CheckResult> run() {
        if (attempt("authenticate", this::authenticate)) {
            Set<String> visible = new TreeSet<>();
            for (String key : settings.projects()) {
                if (attempt("read project " + key, () -> project(key))) {
                    visible.add(key);
                }
            }
            if (settings.projects().isEmpty() || !visible.isEmpty()) {
                attempt("search tickets", () -> search(visible));
            }
            Incidents incidents = settings.incidents();
            if (incidents != null) {
                attempt("file incidents in " + incidents.project(), () -> incidents(incidents));
            }
        }
        return List.copyOf(results);
    }

    private CheckResult authenticate() {
        JiraServerInfo server = client.site().getServerInfo();
        if (!server.isCloud()) {
            return result(
                    Outcome.FAILED,
                    "the server is Jira " + server.deploymentType() + " " + server.version(),
                    "only Jira Cloud can be read so far");
        }
        JiraUser myself = client.site().getMyself();
        if (Boolean.FALSE.equals(myself.active())) {
            return result(
                    Outcome.FORBIDDEN, "the account is deactivated", "reactivate it, or use another account's token");
        }
        return result(
                Outcome.WORKS,
                "Jira " + server.deploymentType() + ", account type " + myself.accountType() + ", time zone "
                        + (TicketStream.zone(myself.timeZone()) == null ? "hidden" : myself.timeZone()),
                null);
    }

    private CheckResult project(String key) {
        Optional<JiraProject> project = client.projects().find(key);
        if (project.isEmpty()) {
            return result(
                    Outcome.NOT_FOUND,
                    "project " + key + " does not exist or the account may not see it",
                    "check the key, or grant the account \"Browse projects\" in the project's permission scheme");
        }
        if (!granted(key, BROWSE)) {
            return result(
                    Outcome.FORBIDDEN,
                    "the account may not browse project " + key,
                    "grant it \"Browse projects\" in the project's permission scheme");
        }
        return result(Outcome.WORKS, "project " + project.get().key() + " can be browsed", null);
    }

    private CheckResult search(Set<String> keys) {
        // Jira refuses an unbounded query; nothing was created before the first day.
        JqlClause bound = keys.isEmpty()
                ? JqlClause.atOrAfter(
                        JqlField.CREATED, LocalDate.EPOCH.plusDays(1).atStartOfDay())
                : JqlClause.in(JqlField.PROJECT, keys);
        boolean any = client.issues()
                .search(JiraSearch.builder(
                                Jql.where(bound).ascending(JqlField.CREATED).ascending(JqlField.KEY))
                        .fields("id")
                        .pageSize(1)
                        .build())
                .iterator()
                .hasNext();
        return any
                ? result(Outcome.WORKS, "tickets can be read", null)
                : result(
                        Outcome.WORKS_BUT_EMPTY,
                        "no ticket is visible",
                        "if there are tickets, check the account's issue security levels");
    }

    private CheckResult incidents(Incidents incidents) {
        Optional<JiraProject> project = client.projects().find(incidents.project());
        if (project.isEmpty()) {
            return result(
                    Outcome.NOT_FOUND,
                    "project " + incidents.project() + " does not exist or the account may not see it",
                    "check jira.incidents.project, or grant the account \"Browse projects\" there");
        }
        String wanted = incidents.issueType();
        List<String> types = project.get().issueTypes().stream()
                .map(type -> String.valueOf(type.name()))
                .toList();
        if (wanted != null && types.stream().noneMatch(wanted::equalsIgnoreCase)) {
            return result(
                    Outcome.NOT_FOUND,
                    "project " + incidents.project() + " has no issue type '" + wanted + "'",
                    "write one of " + types + " as jira.incidents.issueType");
        }
        return granted(incidents.project(), CREATE)
                ? result(Outcome.WORKS, "the account may create issues there", null)
                : result(
                        Outcome.FORBIDDEN,
                        "the account may not create issues in project " + incidents.project(),
                        "grant it \"Create issues\" in the project's permission scheme");
    }

    private boolean granted(String projectKey, String permission) {
        Map<String, JiraPermission> permissions = client.site().getMyPermissions(projectKey, List.of(BROWSE, CREATE));
        JiraPermission found = permissions.get(permission);
        return found != null && found.isGranted();
    }

    private boolean attempt(String capability, Supplier<CheckResult> trial) {
        CheckResult outcome;
        try {
            outcome = trial.get();
        } catch (ThroughlineException e) {
            outcome = result(outcomeOf(e), String.valueOf(e.getMessage()), null);
        }
        results.add(new CheckResult(JiraIds.SYSTEM, capability, outcome.outcome(), outcome.detail(), outcome.remedy()));
        return outcome.works();
    }

    private static Outcome outcomeOf(ThroughlineException failure) {
        if (failure instanceof NotFoundException) {
            return Outcome.NOT_FOUND;
        }
        return switch (failure.category()) {
            case CREDENTIALS -> Outcome.UNAUTHENTICATED;
            case PERMISSION -> Outcome.FORBIDDEN;
            case NETWORK -> Outcome.UNREACHABLE;
            case CALLER, CONFIGURATION, QUOTA, REMOTE, DATA, STORAGE -> Outcome.FAILED;
        };
    }

    private static CheckResult result(Outcome outcome, String detail, @Nullable String remedy) {
        return new CheckResult(JiraIds.SYSTEM, "", outcome, detail, remedy);
    }
}
