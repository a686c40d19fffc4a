package io.throughline.jira;

import io.throughline.core.http.CallReport;
import io.throughline.core.http.Page;
import io.throughline.core.http.RateLimit;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.jira.JiraSettings.Incidents;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.project.JiraVersion;
import io.throughline.jira.site.JiraField;
import io.throughline.jira.site.JiraPermission;
import io.throughline.jira.site.JiraServerInfo;
import io.throughline.jira.site.JiraUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries what reading and filing tickets needs, without changing anything. */
final class JiraCheck {

    private static final String BROWSE = "BROWSE_PROJECTS";
    private static final String BROWSE_REMEDY =
            "grant the account \"Browse projects\" in the project's permission scheme";

    /** Answers tell whole seconds and travel; what differs by less is no sign of a clock that is wrong. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final JiraSettings settings;
    private final JiraClient client;
    private final LastCall lastCall;
    private final Clock clock;
    private final Probe probe;
    private final List<CheckResult> results = new ArrayList<>();
    private @Nullable JiraIssue newest;

    JiraCheck(JiraSettings settings, JiraClient client, LastCall lastCall, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.lastCall = lastCall;
        this.clock = clock;
        this.probe = new Probe(clock);
    }

    List<CheckResult> run() {
        CheckResult authenticated = probe.attempt("authenticate", this::authenticate);
        results.add(authenticated);
        if (!authenticated.works()) {
            return List.copyOf(results);
        }
        results.add(probe.attempt("clock", this::clock));
        if (settings.streams().projects().isEmpty()) {
            results.add(probe.attempt("search tickets", this::everywhere));
        }
        for (String key : settings.streams().projects()) {
            results.add(probe.attempt("read project " + key, () -> project("read project " + key, key)));
        }
        results.add(probe.attempt("changelog", this::changelog));
        for (String key : settings.streams().projects()) {
            results.add(probe.attempt("versions of " + key, () -> versions("versions of " + key, key)));
        }
        settings.streams()
                .fields()
                .forEach((key, name) -> results.add(probe.attempt("field " + key, () -> field("field " + key, name))));
        Incidents incidents = settings.incidents();
        if (incidents != null) {
            results.addAll(new WriteProbe(client, incidents, probe).run());
        }
        results.add(headroom());
        return List.copyOf(results);
    }

    private CheckResult authenticate() {
        String capability = "authenticate";
        JiraUser myself = client.site().getMyself();
        if (Boolean.FALSE.equals(myself.active())) {
            return Probe.result(
                    capability,
                    Outcome.FORBIDDEN,
                    "the account is deactivated",
                    "reactivate it, or use another account's token");
        }
        String type = myself.accountType() == null ? "" : ", account type " + myself.accountType();
        return myself.zone()
                .map(zone -> Probe.works(capability, client.site().edition() + type + ", time zone " + zone.getId()))
                .orElseGet(() -> Probe.result(
                        capability,
                        Outcome.WORKS,
                        client.site().edition() + type + ", time zone hidden: searches ask for a day more on each side",
                        "let the account's profile show its time zone"));
    }

    /** Times of tickets are by Jira's clock, those of everything else by others: where they differ, causes come late. */
    private CheckResult clock() {
        String capability = "clock";
        Instant before = clock.instant();
        JiraServerInfo server = client.site().getServerInfo();
        Instant after = clock.instant();
        String name = server.deploymentType() + " " + server.version();
        Instant told = server.serverTime();
        if (told == null) {
            return Probe.works(capability, name + " does not tell its time");
        }
        Duration ahead = told.isBefore(before)
                ? Duration.between(before, told)
                : told.isAfter(after) ? Duration.between(after, told) : Duration.ZERO;
        return ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0
                ? Probe.works(capability, name + ", its clock agrees with this host's")
                : Probe.result(
                        capability,
                        Outcome.WORKS,
                        name + ", its clock is " + ahead.abs().toSeconds() + " s "
                                + (ahead.isNegative() ? "behind" : "ahead of") + " this host's",
                        "set the clock that is wrong, by NTP; until then the order of tickets and other events misleads");
    }

    private CheckResult project(String capability, String key) {
        Optional<JiraProject> project = client.projects().find(key);
        if (project.isEmpty()) {
            return Probe.result(
                    capability,
                    Outcome.NOT_FOUND,
                    "project " + key + " does not exist or the account may not see it",
                    "check the key, or " + BROWSE_REMEDY);
        }
        JiraPermission browse =
                client.site().getMyPermissions(key, List.of(BROWSE)).get(BROWSE);
        if (browse == null || !browse.isGranted()) {
            return Probe.result(
                    capability, Outcome.FORBIDDEN, "the account may not browse project " + key, BROWSE_REMEDY);
        }
        if (Boolean.TRUE.equals(project.get().archived())) {
            return Probe.result(
                    capability,
                    Outcome.WORKS_BUT_EMPTY,
                    "project " + key + " is archived: a search leaves its tickets out",
                    "restore the project, or take it out of the configuration");
        }
        return tickets(
                capability,
                JqlClause.in(JqlField.PROJECT, List.of(project.get().key())),
                "in project " + project.get().key());
    }

    private CheckResult everywhere() {
        // Jira refuses an unbounded query; nothing was created before the first day.
        return tickets(
                "search tickets",
                JqlClause.atOrAfter(
                        JqlField.CREATED, LocalDate.EPOCH.plusDays(1).atStartOfDay()),
                "visible");
    }

    private CheckResult tickets(String capability, JqlClause clause, String where) {
        Optional<JiraIssue> latest = first(client.issues()
                .search(JiraSearch.builder(Jql.where(clause).descending(JqlField.UPDATED))
                        .fields("updated")
                        .pageSize(1)
                        .build())
                .pages());
        if (latest.isEmpty()) {
            return Probe.result(
                            capability,
                            Outcome.WORKS_BUT_EMPTY,
                            "no ticket is " + where,
                            "if there are tickets, check the issue security levels and \"Browse projects\"")
                    .withRows(0, null);
        }
        newest = newest == null ? latest.get() : newest;
        long count = client.issues().approximateCount(Jql.where(clause));
        Instant updated = latest.get().fields().updated();
        return Probe.works(
                        capability,
                        "about " + count + " tickets " + where
                                + (updated == null ? "" : ", the latest changed " + updated))
                .withRows(count, updated);
    }

    private CheckResult changelog() {
        String capability = "changelog";
        if (newest == null) {
            return Probe.result(
                    capability, Outcome.WORKS_BUT_EMPTY, "not tried: there is no ticket to ask about", null);
        }
        Optional<JiraChange> change =
                first(client.issues().listChanges(newest.id()).pages());
        return change.isPresent()
                ? Probe.works(capability, "the changes of " + newest.key() + " can be read")
                : Probe.result(
                        capability,
                        Outcome.WORKS_BUT_EMPTY,
                        newest.key() + " was not changed since its creation",
                        null);
    }

    private CheckResult versions(String capability, String key) {
        Optional<JiraVersion> version =
                first(client.projects().listVersions(key).pages());
        return version.isPresent()
                ? Probe.works(capability, "versions can be read")
                : Probe.result(capability, Outcome.WORKS_BUT_EMPTY, "the project has no versions", null);
    }

    private CheckResult field(String capability, String name) {
        List<String> ids = client.site().listFields().stream()
                .filter(field -> name.equals(field.id()) || name.equalsIgnoreCase(field.name()))
                .map(JiraField::id)
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return Probe.result(
                    capability,
                    Outcome.NOT_FOUND,
                    "Jira has no field called '" + name + "', or hides it from the account",
                    "correct the name under jira.fields, or write the field's id");
        }
        return ids.size() == 1
                ? Probe.works(capability, "'" + name + "' is " + ids.get(0))
                : Probe.result(
                        capability,
                        Outcome.WORKS,
                        "'" + name + "' is the name of " + ids + ": of each ticket the first with a value is kept",
                        "write the id of one of them under jira.fields");
    }

    /** Jira's cloud tells its limits mostly when they are near. */
    private CheckResult headroom() {
        String capability = "rate limit";
        RateLimit limit = lastCall.report().map(CallReport::rateLimit).orElse(RateLimit.UNKNOWN);
        String left = limit.remaining() == null
                ? "Jira tells no limit, as it does while none is near"
                : limit.remaining() + (limit.limit() == null ? "" : " of " + limit.limit()) + " calls left"
                        + (limit.reset() == null ? "" : " until " + limit.reset());
        String slowed = client.timesThrottled() == 0
                ? ""
                : "; it slowed this client down " + client.timesThrottled() + " times";
        return limit.nearLimit()
                ? Probe.result(
                        capability,
                        Outcome.WORKS,
                        left + slowed + "; Jira says that little is left",
                        "sync less often, or find out which other app of the site uses the limit up")
                : Probe.works(capability, left + slowed);
    }

    /** Returns the first item, which need not be on the first page: Jira gives empty ones that others follow. */
    static <T> Optional<T> first(Iterable<Page<T>> pages) {
        for (Page<T> page : pages) {
            if (!page.items().isEmpty()) {
                return Optional.of(page.items().get(0));
            }
        }
        return Optional.empty();
    }
}
