package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.Secret;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sentry.event.EventChoice;
import io.throughline.sentry.event.SentryEventDetails;
import io.throughline.sentry.event.SentryThrown;
import io.throughline.sentry.explore.EventRow;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.IssueSort;
import io.throughline.sentry.issue.IssueUpdate;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.issue.SentrySearch;
import io.throughline.sentry.monitor.SentryCheckIn;
import io.throughline.sentry.release.NewDeploy;
import io.throughline.sentry.release.SentryRelease;
import io.throughline.sentry.session.SentrySessions;
import io.throughline.sentry.session.SessionsQuery;
import io.throughline.sentry.usage.SentryOutcomes;
import io.throughline.sentry.webhook.SentryHook;
import io.throughline.sentry.webhook.SentryWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ten recipes of the module's README, word for word. */
class SentryRecipesTest {

    private static final String ISSUE = """
            {"id": "7", "shortId": "API-7", "title": "TimeoutError: too slow", "status": "unresolved", "count": "150",
             "userCount": 12, "project": {"id": "2", "slug": "api"}, "firstRelease": {"version": "api@2.8.0"}}
            """;

    private final FakeSentry server = new FakeSentry();
    private final SentryClient sentry = server.client(TestTime.at(Instant.parse("2026-03-01T12:00:00Z")));
    private final TimeWindow lastHour = TimeWindow.endingAt(Instant.parse("2026-03-01T12:00:00Z"), Duration.ofHours(1));
    private final List<String> printed = new ArrayList<>();

    @Test
    void theIssuesThatHurtMost() {
        server.on("issues/", "[" + ISSUE + "]");

        SentrySearch search = SentrySearch.all().is("unresolved").equal("error.type", "TimeoutError");
        IssueQuery query = IssueQuery.builder()
                .search(search)
                .sort(IssueSort.USERS)
                .window(lastHour)
                .build();
        for (SentryIssue issue : sentry.issues().list(query)) {
            print(issue.shortId() + " " + issue.userCount() + " users: " + issue.title());
        }

        assertThat(printed).containsExactly("API-7 12 users: TimeoutError: too slow");
    }

    @Test
    void whereItWasThrownAndInWhichTrace() {
        server.on("issues/7/events/latest/", """
                {"id": "e1", "title": "T", "contexts": {"trace": {"trace_id": "0af7651916cd43dd8448eb211c80319c"}},
                 "entries": [{"type": "exception", "data": {"values": [{"type": "TimeoutError", "stacktrace":
                   {"frames": [{"function": "main"}, {"filename": "Pool.java", "function": "take", "lineNo": 77}]}}]}}]}
                """);

        SentryEventDetails event = sentry.events().get("7", EventChoice.LATEST);
        for (SentryThrown thrown : event.thrown()) {
            thrown.thrownAt().ifPresent(at -> print(thrown.type() + " at " + at.function() + ":" + at.lineNo()));
        }
        print("trace " + event.traceId().orElse("unknown"));

        assertThat(printed).containsExactly("TimeoutError at take:77", "trace 0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void errorsOverTimeByRelease() {
        server.on("events-timeseries/", """
                {"timeSeries": [{"yAxis": "count()", "groupBy": [{"key": "release", "value": "api@2.8.0"}],
                  "meta": {"interval": 60000}, "values": [{"timestamp": 1772362800000, "value": 4},
                  {"timestamp": 1772362860000, "value": 9, "incomplete": true}]}]}
                """);

        TimeSeriesQuery query =
                TimeSeriesQuery.errors(lastHour, Duration.ofMinutes(1)).groupedBy("release");
        for (SentryTimeSeries.Line line :
                sentry.explore().queryTimeSeries(query).timeSeries()) {
            line.values().stream()
                    .filter(value -> !value.isIncomplete()) // its events are still coming in
                    .forEach(value -> print(line.group("release") + " " + value.at() + " " + value.value()));
        }

        assertThat(printed).containsExactly("api@2.8.0 2026-03-01T11:00:00Z 4.0");
    }

    @Test
    void theSlowestTransactions() {
        server.on("events/", """
                {"data": [{"transaction": "POST /orders", "count()": 120, "p95(span.duration)": 812.5}],
                 "meta": {"fields": {}, "units": {"p95(span.duration)": "millisecond"}}}
                """);

        EventsQuery query = EventsQuery.builder("spans", "transaction", "count()", "p95(span.duration)")
                .search("is_transaction:true")
                .sort("-p95(span.duration)")
                .window(lastHour)
                .build();
        for (EventRow row : sentry.explore().listEvents(query)) {
            print(row.text("transaction") + " p95 " + row.number("p95(span.duration)") + " "
                    + row.unit("p95(span.duration)") + " of " + row.number("count()"));
        }

        assertThat(printed).containsExactly("POST /orders p95 812.5 millisecond of 120.0");
    }

    @Test
    void sessionsWithoutACrash() {
        server.on("sessions/", """
                {"start": "2026-03-01T11:00:00Z", "end": "2026-03-01T12:00:00Z", "intervals": [], "query": "",
                 "groups": [{"by": {"release": "api@2.8.0"}, "totals": {"crash_free_rate(session)": 0.998,
                   "sum(session)": 1500}, "series": {}},
                  {"by": {"release": "api@2.9.0"}, "totals": {"crash_free_rate(session)": null, "sum(session)": 0},
                   "series": {}}]}
                """);

        SentrySessions sessions = sentry.sessions()
                .query(SessionsQuery.builder(lastHour, "crash_free_rate(session)", "sum(session)")
                        .groupBy("release")
                        .build());
        for (SentrySessions.Group group : sessions.groups()) {
            Double rate = group.total("crash_free_rate(session)"); // null without a session: neither 0 nor 1
            print(group.by("release") + " " + (rate == null ? "unknown" : rate) + " of " + group.total("sum(session)"));
        }

        assertThat(printed).containsExactly("api@2.8.0 0.998 of 1500.0", "api@2.9.0 unknown of 0.0");
    }

    @Test
    void whetherAPlateauIsOnlyALimit() {
        server.on("stats_v2/", """
                {"intervals": [], "groups": [{"by": {"outcome": "accepted"}, "totals": {"sum(quantity)": 900}},
                  {"by": {"outcome": "rate_limited"}, "totals": {"sum(quantity)": 4100}}]}
                """);

        SentryOutcomes outcomes = sentry.usage().queryErrorOutcomes(List.of(), lastHour, Duration.ofHours(1));
        for (SentryOutcomes.Group group : outcomes.groups()) {
            print(group.outcome() + " " + group.quantity());
        }

        assertThat(printed).containsExactly("accepted 900", "rate_limited 4100");
    }

    @Test
    void releasesAndTheirDeployments() {
        server.on("releases/", "[{\"version\": \"api@2.8.0\", \"dateCreated\": \"2026-03-01T11:00:00Z\"}]")
                .on("releases/api%402.8.0/deploys/", "{\"id\": \"1\", \"environment\": \"production\"}");

        for (SentryRelease release : sentry.releases().list(List.of())) {
            print(release.version() + " declared " + release.declared());
        }
        sentry.releases().createDeploy("api@2.8.0", NewDeploy.to("production"));

        assertThat(printed).containsExactly("api@2.8.0 declared 2026-03-01T11:00:00Z");
    }

    @Test
    void monitorsThatWereMissed() {
        server.on("monitors/backup/checkins/", """
                [{"id": "c2", "status": "missed", "dateCreated": "2026-03-01T11:30:00Z"},
                 {"id": "c1", "status": "ok", "dateCreated": "2026-03-01T11:00:00Z"}]
                """);

        for (SentryCheckIn checkIn : sentry.monitors().listCheckIns("backup", List.of("production"), lastHour)) {
            if (checkIn.isFailure()) {
                print(checkIn.status() + " at " + checkIn.dateCreated());
            }
        }

        assertThat(printed).containsExactly("missed at 2026-03-01T11:30:00Z");
    }

    @Test
    void resolvingAsOfARelease() {
        server.on("issues/7/", ISSUE);

        sentry.issues().update("7", IssueUpdate.resolveInRelease("api@2.8.1").assignToTeam("5"));

        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void beingTold() {
        WebhookKey clientSecret = WebhookKey.of(Secret.of("client-secret"));
        byte[] body = ("{\"action\":\"created\",\"data\":{\"issue\":" + ISSUE + "}}").getBytes(StandardCharsets.UTF_8);
        Map<String, String> request =
                Map.of("Sentry-Hook-Resource", "issue", "Sentry-Hook-Signature", clientSecret.sign(body));

        SentryHook hook = SentryWebhook.signedWith(clientSecret).read(body, request::get);
        if (hook instanceof SentryHook.IssueChanged changed) {
            print(changed.issue().shortId() + " " + changed.envelope().action());
        }

        assertThat(printed).containsExactly("API-7 created");
    }

    private void print(String line) {
        printed.add(line);
    }
}
