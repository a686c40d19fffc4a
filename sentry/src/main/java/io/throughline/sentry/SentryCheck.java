package io.throughline.sentry;

import io.throughline.core.http.Page;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.explore.EventRow;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.monitor.SentryMonitor;
import io.throughline.sentry.organization.SentryOrganization;
import io.throughline.sentry.project.SentryProject;
import io.throughline.sentry.release.SentryRelease;
import io.throughline.sentry.session.SessionsQuery;
import io.throughline.sentry.usage.SentryOutcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries each capability with the least costly call; makes nothing. */
final class SentryCheck {

    private static final Duration LOOKBACK = Duration.ofDays(1);
    private static final String ORGANIZATION_TOKEN = "sntrys_";

    private final SentrySettings settings;
    private final SentryClient client;
    private final Clock clock;
    private final ServerView server;
    private final SentryProbe probe;

    SentryCheck(SentrySettings settings, SentryClient client, Clock clock, ServerView server) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.server = server;
        this.probe = new SentryProbe(clock);
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        CheckResult organization = organization();
        results.add(organization);
        if (organization.outcome() == Outcome.UNAUTHENTICATED || organization.outcome() == Outcome.UNREACHABLE) {
            // Every other call would end the same way.
            return results;
        }
        results.addAll(projects());
        TimeWindow day = TimeWindow.endingAt(clock.instant().truncatedTo(ChronoUnit.MINUTES), LOOKBACK);
        results.add(issues());
        results.add(events(day));
        results.add(errorSeries(day));
        results.add(transactions(day));
        results.add(sessions(day));
        results.add(outcomes(day));
        CheckResult releases = releases();
        results.add(releases);
        results.add(monitors());
        boolean refused = results.stream().anyMatch(result -> result.outcome() == Outcome.FORBIDDEN);
        if (refused && (settings.token().reveal().startsWith(ORGANIZATION_TOKEN) || isForReleasesOnly(results))) {
            results.add(SentryProbe.result(
                    "token",
                    Outcome.FORBIDDEN,
                    "it is an organization token (sntrys_…): those may handle releases and nothing else",
                    "create an internal integration under Settings > Developer Settings with org:read, project:read,"
                            + " event:read and alerts:read, and use its token"));
        }
        results.addAll(server.results());
        return results;
    }

    private CheckResult organization() {
        return probe.attempt("organization", Operation.GET_ORGANIZATION, () -> {
            SentryOrganization found = client.organizations().get();
            return SentryProbe.result(
                    "organization", Outcome.WORKS, "read '" + found.slug() + "' at " + settings.url(), null);
        });
    }

    private List<CheckResult> projects() {
        List<CheckResult> results = new ArrayList<>();
        results.add(probe.attempt("projects", Operation.LIST_PROJECTS, () -> {
            Map<String, SentryProject> visible = new TreeMap<>();
            client.projects()
                    .list()
                    .forEach(project -> visible.put(project.slug().toLowerCase(Locale.ROOT), project));
            for (String slug : settings.projects()) {
                if (!visible.containsKey(slug)) {
                    results.add(SentryProbe.result(
                            "project " + slug,
                            Outcome.NOT_FOUND,
                            "the token sees " + visible.size() + " projects, this is none of them",
                            "correct the slug in the configuration, or add the token's integration to the project's"
                                    + " team"));
                }
            }
            return SentryProbe.found(
                    "projects",
                    visible.size(),
                    null,
                    visible.size() + " projects can be seen",
                    "the token sees no project",
                    "add the token's integration to the teams of the projects");
        }));
        return results;
    }

    private CheckResult issues() {
        return probe.attempt("issues", Operation.LIST_ISSUES, () -> {
            Page<SentryIssue> page = client.issues()
                    .list(IssueQuery.builder()
                            .environments(settings.environments())
                            .pageSize(1)
                            .build())
                    .pages()
                    .iterator()
                    .next();
            Instant latest = page.items().isEmpty() ? null : page.items().get(0).lastSeen();
            return SentryProbe.found(
                    "issues",
                    Math.max(page.items().size(), page.total().orElse(0)),
                    latest,
                    "issues can be listed" + age(latest),
                    "no issue in the last 90 days",
                    environmentRemedy());
        });
    }

    private CheckResult events(TimeWindow day) {
        return probe.attempt("events", Operation.LIST_EVENTS, () -> {
            List<EventRow> rows = firstPage(EventsQuery.builder("errors", "id", "timestamp")
                    .sort("-timestamp")
                    .window(day)
                    .environments(settings.environments())
                    .pageSize(1)
                    .build());
            Instant latest = rows.isEmpty() ? null : rows.get(0).instant("timestamp");
            return SentryProbe.found(
                    "events",
                    rows.size(),
                    latest,
                    "error events can be listed" + age(latest),
                    "no error event in the last day",
                    environmentRemedy());
        });
    }

    private CheckResult errorSeries(TimeWindow day) {
        return probe.attempt("error series", Operation.QUERY_TIME_SERIES, () -> {
            SentryTimeSeries series = client.explore()
                    .queryTimeSeries(TimeSeriesQuery.errors(day, Duration.ofHours(1))
                            .inEnvironments(settings.environments()));
            return SentryProbe.found(
                    "error series",
                    series.timeSeries().size(),
                    null,
                    "errors can be counted over time"
                            + (series.isFromOlderServer() ? ", by the older events-stats of this server" : ""),
                    "errors can be counted; nothing came back for the last day",
                    null);
        });
    }

    private CheckResult transactions(TimeWindow day) {
        return probe.attempt("transactions", Operation.LIST_EVENTS, () -> {
            List<EventRow> rows = firstPage(EventsQuery.builder("spans", "count()")
                    .search("is_transaction:true")
                    .window(day)
                    .environments(settings.environments())
                    .pageSize(1)
                    .build());
            Double count = rows.isEmpty() ? null : rows.get(0).number("count()");
            long some = count == null ? 0 : Math.round(count);
            return SentryProbe.found(
                    "transactions",
                    some,
                    null,
                    some + " in the last day",
                    "no transaction in the last day",
                    "turn tracing on in the SDKs if transactions are wanted");
        });
    }

    private CheckResult sessions(TimeWindow day) {
        return probe.attempt("sessions", Operation.QUERY_SESSIONS, () -> {
            long count = client
                    .sessions()
                    .query(SessionsQuery.builder(day, SessionsQuery.SESSIONS)
                            .environments(settings.environments())
                            .onlyTotals()
                            .build())
                    .groups()
                    .stream()
                    .map(group -> group.total(SessionsQuery.SESSIONS))
                    .mapToLong(total -> total == null ? 0 : Math.round(total))
                    .sum();
            return SentryProbe.found(
                    "sessions",
                    count,
                    null,
                    count + " in the last day",
                    "no session in the last day",
                    "turn session tracking on in the SDKs if crash-free rates are wanted");
        });
    }

    private CheckResult outcomes(TimeWindow day) {
        return probe.attempt("stats", Operation.QUERY_OUTCOMES, () -> {
            SentryOutcomes outcomes = client.usage()
                    .queryErrorOutcomes(List.of(), day.alignedTo(Duration.ofHours(1)), Duration.ofHours(1));
            Map<String, Long> counts = outcomes.groups().stream()
                    .filter(group -> group.quantity() > 0)
                    .collect(Collectors.groupingBy(
                            group -> String.valueOf(group.outcome()),
                            TreeMap::new,
                            Collectors.summingLong(SentryOutcomes.Group::quantity)));
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            return SentryProbe.found(
                    "stats",
                    all,
                    null,
                    "errors in the last day: " + counts,
                    "nothing was sent in the last day",
                    "check that the SDKs have the right DSN");
        });
    }

    private CheckResult releases() {
        return probe.attempt("releases", Operation.LIST_RELEASES, () -> {
            List<SentryRelease> page = client.releases()
                    .list(List.of(), 1)
                    .pages()
                    .iterator()
                    .next()
                    .items();
            Instant latest = page.isEmpty() ? null : page.get(0).declared();
            return SentryProbe.found(
                    "releases",
                    page.size(),
                    latest,
                    "releases can be listed" + age(latest),
                    "there is no release",
                    "set the release in the SDKs, or announce releases from the pipeline (sentry-cli releases)");
        });
    }

    private CheckResult monitors() {
        return probe.attempt("monitors", Operation.LIST_MONITORS, () -> {
            List<SentryMonitor> page = client.monitors()
                    .list(List.of(), settings.environments(), 1)
                    .pages()
                    .iterator()
                    .next()
                    .items();
            Instant latest = page.isEmpty() ? null : page.get(0).lastCheckIn();
            return SentryProbe.found(
                    "monitors",
                    page.size(),
                    latest,
                    "cron monitors can be listed" + age(latest),
                    "there is no cron monitor",
                    null);
        });
    }

    private List<EventRow> firstPage(EventsQuery query) {
        return client.explore()
                .listEvents(query)
                .pages()
                .iterator()
                .next()
                .items();
    }

    /** An organization token opens the releases and nothing else. */
    private static boolean isForReleasesOnly(List<CheckResult> results) {
        return results.stream()
                .filter(result -> !result.capability().startsWith("project "))
                .allMatch(result -> result.capability().equals("releases")
                        ? result.works()
                        : result.outcome() == Outcome.FORBIDDEN || result.capability().equals("organization"));
    }

    private @Nullable String environmentRemedy() {
        return settings.environments().isEmpty()
                ? null
                : "check that the SDKs send one of the environments " + settings.environments();
    }

    private String age(@Nullable Instant latest) {
        return latest == null
                ? ""
                : ", the latest is " + Duration.between(latest, clock.instant()).toMinutes() + " min old";
    }
}
