package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.sentry.explore.EventRow;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.monitor.SentryCheckIn;
import io.throughline.sentry.release.NewDeploy;
import io.throughline.sentry.release.ReleaseUpdate;
import io.throughline.sentry.release.ReleasesQuery;
import io.throughline.sentry.release.SentryRelease;
import io.throughline.sentry.session.SentrySessions;
import io.throughline.sentry.session.SessionsQuery;
import io.throughline.sentry.usage.SentryOutcomes;
import io.throughline.sentry.usage.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tables, series, sessions, traces, monitors, usage and releases. */
class SentryNumbersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow HOUR = TimeWindow.endingAt(NOON, Duration.ofHours(1));
    private static final TimeWindow DAY = TimeWindow.endingAt(NOON, Duration.ofDays(1));

    private final FakeSentry server = new FakeSentry();
    private final SentryClient client = server.client(TestTime.at(NOON));

    @Test
    void readsATableOverSeveralPagesWithTypesAndUnits() {
        server.on(
                "events/",
                p -> p.containsKey("cursor")
                        ? FakeSentry.page(
                                "{\"data\":[{\"transaction\":\"b\",\"p95(span.duration)\":null}],\"meta\":{}}", "")
                        : FakeSentry.page("""
                        {"data":[{"transaction":"a","p95(span.duration)":12.5,"timestamp":"2026-03-01T11:00:00+00:00"}],
                         "meta":{"fields":{"p95(span.duration)":"duration"},"units":{"p95(span.duration)":"millisecond",
                         "transaction":null},"dataset":"spans","dataScanned":"partial","new":1}}""", "0:1:0"));

        List<EventRow> rows = client
                .explore()
                .listEvents(EventsQuery.builder("spans", "transaction", "p95(span.duration)", "timestamp")
                        .search("is_transaction:true")
                        .sort("-p95(span.duration)")
                        .window(HOUR)
                        .projects(List.of("7"))
                        .build())
                .stream()
                .toList();

        assertThat(rows).extracting(row -> row.text("transaction")).containsExactly("a", "b");
        assertThat(rows).extracting(row -> row.number("p95(span.duration)")).containsExactly(12.5, null);
        assertThat(rows.get(0).unit("p95(span.duration)")).isEqualTo("millisecond");
        assertThat(rows.get(0).instant("timestamp")).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(rows.get(0).meta().isPartial()).isTrue();
        FakeSentry.Call call = server.calls("events/").get(0);
        assertThat(call.one("field")).isEqualTo("transaction|p95(span.duration)|timestamp");
        assertThat(call.one("start")).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(call.one("sort")).isEqualTo("-p95(span.duration)");
    }

    @Test
    void refusesATableThatSentryWouldRefuse() {
        assertThatThrownBy(() -> EventsQuery.builder("errors").build()).hasMessageContaining("1 to 20");
        assertThatThrownBy(() ->
                        EventsQuery.builder("errors", "title").sort("-count()").build())
                .hasMessageContaining("one of the fields [title]");
        assertThatThrownBy(() ->
                        EventsQuery.builder("errors", "title").pageSize(101).build())
                .hasMessageContaining("[1, 100]");
    }

    @Test
    void readsSeveralSeriesWithSamplesAndWhatIsIncomplete() {
        server.on("events-timeseries/", """
                {"meta":{"dataset":"spans","start":1772362800000,"end":1772366400000},"timeSeries":[
                 {"yAxis":"p95(span.duration)","groupBy":[{"key":"release","value":"v1"}],
                  "meta":{"valueType":"duration","valueUnit":"millisecond","interval":300000,"order":0,"isOther":false},
                  "values":[{"timestamp":1772362800000,"value":20.5,"incomplete":false,"sampleCount":10,"sampleRate":0.1,
                   "confidence":"low","comparisonValue":18},
                   {"timestamp":1772363100000,"value":null,"incomplete":true,"incompleteReason":"INCOMPLETE_BUCKET"}]}]}
                """);

        SentryTimeSeries answer = client.explore()
                .queryTimeSeries(TimeSeriesQuery.builder("spans", HOUR, Duration.ofMinutes(5))
                        .yAxes("count()", "p95(span.duration)")
                        .groupBy("release", "environment")
                        .topGroups(3)
                        .sort("-count()")
                        .withoutOther()
                        .comparedWith(Duration.ofDays(7))
                        .asSampled()
                        .build());

        SentryTimeSeries.Value first = answer.timeSeries().get(0).values().get(0);
        assertThat(first.sampleRate()).isEqualTo(0.1);
        assertThat(first.confidence()).isEqualTo("low");
        assertThat(first.comparisonValue()).isEqualTo(18);
        assertThat(answer.timeSeries().get(0).values().get(1).isIncomplete()).isTrue();
        assertThat(answer.timeSeries().get(0).values().get(1).incompleteReason())
                .isEqualTo("INCOMPLETE_BUCKET");
        assertThat(answer.isFromOlderServer()).isFalse();
        FakeSentry.Call call = server.calls("events-timeseries/").get(0);
        assertThat(call.all("yAxis")).containsExactly("count()", "p95(span.duration)");
        assertThat(call.all("groupBy")).containsExactly("release", "environment");
        assertThat(call.one("topEvents") + call.one("excludeOther") + call.one("disableAggregateExtrapolation"))
                .isEqualTo("311");
        assertThat(call.one("comparisonDelta")).isEqualTo("604800");
    }

    @Test
    void asksAnOlderServerByItsOwnSeriesAndLearnsThatOnce() {
        server.on("events-stats/", """
                {"v1":{"data":[[1772362800,[{"count":3}]],[1772363100,[{"count":null}]]],"order":0},
                 "None":{"data":[[1772362800,[{"count":1}]]],"order":1},
                 "Other":{"data":[[1772362800,[{"count":9}]]],"order":2}}""");
        TimeSeriesQuery question =
                TimeSeriesQuery.errors(HOUR, Duration.ofMinutes(5)).groupedBy("release");

        SentryTimeSeries answer = client.explore().queryTimeSeries(question);
        client.explore().queryTimeSeries(question);

        assertThat(answer.isFromOlderServer()).isTrue();
        assertThat(answer.timeSeries())
                .extracting(line -> line.group("release") + " " + line.isOther() + " "
                        + line.values().get(0).at() + " " + line.values().get(0).value())
                .containsExactly(
                        "v1 false 2026-03-01T11:00:00Z 3.0",
                        "null false 2026-03-01T11:00:00Z 1.0",
                        "null true 2026-03-01T11:00:00Z 9.0");
        assertThat(server.calls("events-timeseries/")).hasSize(1);
        assertThat(server.calls("events-stats/")).hasSize(2);
        assertThat(server.calls("events-stats/").get(0).all("field")).containsExactly("release", "count()");
    }

    @Test
    void readsOlderSeriesOfSeveralFunctions() {
        server.on("events-stats/", """
                {"count()":{"data":[[1772362800,[{"count":3}]]]},"p95()":{"data":[[1772362800,[{"count":0.5}]]]}}""");

        SentryTimeSeries answer = client.explore()
                .queryTimeSeries(TimeSeriesQuery.builder("discover", HOUR, Duration.ofMinutes(5))
                        .yAxes("count()", "p95()")
                        .build());

        assertThat(answer.timeSeries())
                .extracting(line -> line.yAxis() + " " + line.values().get(0).value())
                .containsExactly("count() 3.0", "p95() 0.5");
    }

    @Test
    void doesNotTakeAnUnknownOrganizationForAnOlderServer() {
        assertThatThrownBy(() -> client.explore().queryTimeSeries(TimeSeriesQuery.errors(HOUR, Duration.ofMinutes(5))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("events-timeseries");
    }

    @Test
    void keepsARateWithoutSessionsNull() {
        server.on("sessions/", """
                {"start":"2026-03-01T10:00:00Z","end":"2026-03-01T12:00:00Z",
                 "intervals":["2026-03-01T10:00:00Z","2026-03-01T11:00:00Z"],"query":"",
                 "groups":[{"by":{"project":7,"release":"v1"},"totals":{"crash_free_rate(session)":null},
                  "series":{"crash_free_rate(session)":[null,0.998]}}]}""");

        SentrySessions sessions = client.sessions()
                .query(SessionsQuery.builder(DAY, SessionsQuery.CRASH_FREE_SESSIONS)
                        .groupBy("project", "release")
                        .build());

        SentrySessions.Group group = sessions.groups().get(0);
        assertThat(group.by("project")).isEqualTo("7");
        assertThat(group.total(SessionsQuery.CRASH_FREE_SESSIONS)).isNull();
        assertThat(group.steps(SessionsQuery.CRASH_FREE_SESSIONS)).containsExactly(null, 0.998);
        assertThat(sessions.cut()).isFalse();
        assertThatThrownBy(() -> SessionsQuery.builder(DAY, SessionsQuery.CRASH_FREE_USERS)
                        .groupBy("session.status")
                        .build())
                .hasMessageContaining("rates cannot be grouped");
    }

    /** 500 releases in each of 24 hours are 12,000 points: more than one answer has. */
    @Test
    void splitsAQuestionThatIsTooLargeForOneAnswerAndTotalsIt() {
        server.on("sessions/", p -> sessions(p, 500));

        SentrySessions sessions = client.sessions()
                .query(SessionsQuery.builder(DAY, SessionsQuery.SESSIONS)
                        .groupBy("release")
                        .build());

        assertThat(sessions.cut()).isFalse();
        assertThat(sessions.intervals()).hasSize(24).isSorted();
        assertThat(sessions.groups()).hasSize(500).allSatisfy(group -> {
            assertThat(group.total(SessionsQuery.SESSIONS)).isEqualTo(24);
            assertThat(group.steps(SessionsQuery.SESSIONS)).hasSize(24).containsOnly(1.0);
        });
        assertThat(server.calls("sessions/"))
                .extracting(call -> call.one("includeTotals") + call.one("includeSeries"))
                .containsExactly("11", "01", "01", "10");
    }

    @Test
    void saysSoWhereEvenOneStepHasTooManyGroups() {
        server.on("sessions/", p -> sessions(p, 20_000));

        SentrySessions sessions = client.sessions()
                .query(SessionsQuery.builder(TimeWindow.endingAt(NOON, Duration.ofHours(2)), SessionsQuery.SESSIONS)
                        .groupBy("release")
                        .onlySeries()
                        .build());

        assertThat(sessions.cut()).isTrue();
    }

    /** Each release has a session an hour; no more than 10,000 points. */
    private static TransportResponse sessions(Map<String, List<String>> parameters, int releases) {
        Instant from = Instant.parse(parameters.getOrDefault("start", List.of()).get(0));
        Instant to = Instant.parse(parameters.getOrDefault("end", List.of()).get(0));
        boolean series = parameters.getOrDefault("includeSeries", List.of()).contains("1");
        long steps = Duration.between(from, to).toHours();
        long most = series ? 10_000 / steps : 10_000;
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < Math.min(releases, most); i++) {
            groups.add("{\"by\":{\"release\":\"v" + i + "\"},\"totals\":{\"sum(session)\":" + steps + "},\"series\":{"
                    + (series ? "\"sum(session)\":[" + "1,".repeat((int) steps - 1) + "1]" : "") + "}}");
        }
        String intervals = String.join(
                ",",
                LongStream.range(0, steps)
                        .mapToObj(i -> "\"" + from.plus(Duration.ofHours(i)) + "\"")
                        .toList());
        return FakeSentry.json("{\"start\":\"" + from + "\",\"end\":\"" + to + "\",\"intervals\":[" + intervals
                + "],\"groups\":[" + String.join(",", groups) + "]}");
    }

    @Test
    void readsATraceAsTrees() {
        String id = "0123456789abcdef0123456789abcdef";
        server.on("trace/" + id + "/", """
                [{"event_id":"a","event_type":"span","op":"http.server","duration":12.5,"project_id":7,"project_slug":"api",
                  "children":[{"event_id":"b","event_type":"span","children":[],
                   "errors":[{"event_id":"e","event_type":"error","issue_id":5,"level":"error"}],"occurrences":[]}],
                  "errors":[],"additional_attributes":{"x":1}}]""");
        server.on("trace-meta/" + id + "/", "{\"errors\":1,\"span_count\":2.0,\"span_count_map\":{\"db\":1.0}}");

        assertThat(client.traces().get(id, null)).singleElement().satisfies(root -> {
            assertThat(root.operation()).isEqualTo("http.server");
            assertThat(root.children().get(0).errors().get(0).issueId()).isEqualTo("5");
        });
        assertThat(client.traces().getMeta(id, HOUR).spanCountByOperation()).containsEntry("db", 1.0);
        assertThatThrownBy(() -> client.traces().get("ABC", null)).hasMessageContaining("32 lower-case");
    }

    @Test
    void readsMonitorsAndWhatTheyReported() {
        server.on("monitors/", p -> FakeSentry.page("""
                [{"id":"m","slug":"nightly","name":"Nightly","project":{"id":"7","slug":"api"},
                  "config":{"schedule":["crontab","0 2 * * *"],"schedule_type":"crontab","checkin_margin":5},
                  "environments":[{"name":"production","status":"ok"}]}]""", ""));
        server.on("monitors/nightly/checkins/", p -> FakeSentry.page("""
                [{"id":"1","environment":"production","status":"missed","duration":null,
                  "dateCreated":"2026-03-01T02:05:00Z","expectedTime":"2026-03-01T02:00:00Z","monitorConfig":{}}]""", ""));

        assertThat(client.monitors().list(List.of(), List.of()))
                .singleElement()
                .satisfies(monitor ->
                        assertThat(monitor.environments().get(0).status()).isEqualTo("ok"));
        assertThat(client.monitors().listCheckIns("nightly", List.of("production"), DAY))
                .singleElement()
                .satisfies(checkIn -> assertThat(checkIn.isFailure()).isTrue())
                .extracting(SentryCheckIn::expectedTime)
                .isEqualTo(Instant.parse("2026-03-01T02:00:00Z"));
    }

    @Test
    void readsDetectorsAndWorkflows() {
        server.on(
                "detectors/",
                p -> FakeSentry.page(
                        "[{\"id\":\"1\",\"projectId\":\"7\",\"name\":\"Latency\",\"type\":\"new_type\",\"enabled\":true,"
                                + "\"workflowIds\":[\"3\",null],\"config\":{\"x\":null}}]",
                        ""));
        server.on("workflows/3/", "{\"id\":\"3\",\"name\":\"Page\",\"detectorIds\":[\"1\"]}");

        assertThat(client.detectors().list(List.of("7"), "type:new_type"))
                .singleElement()
                .satisfies(detector -> {
                    assertThat(detector.type()).isEqualTo("new_type");
                    assertThat(detector.workflowIds()).containsExactly("3");
                });
        assertThat(client.detectors().getWorkflow("3").detectorIds()).containsExactly("1");
    }

    @Test
    void readsOutcomesAsSeriesAndSumsByProject() {
        server.on("stats_v2/", """
                {"start":"2026-03-01T11:00:00Z","end":"2026-03-01T12:00:00Z","intervals":["2026-03-01T11:00:00Z"],
                 "groups":[{"by":{"outcome":"rate_limited","reason":"key_quota"},"totals":{"sum(quantity)":7},
                  "series":{"sum(quantity)":[7]}}]}""");
        server.on("stats-summary/", """
                {"start":"2026-03-01T11:00:00Z","end":"2026-03-01T12:00:00Z","projects":[{"id":"7","slug":"api",
                 "stats":[{"category":"error","outcomes":{"accepted":5,"filtered":1},
                 "totals":{"dropped":1,"sum(quantity)":6}}]}]}""");

        SentryOutcomes outcomes = client.usage()
                .query(UsageQuery.builder(HOUR, "outcome", "reason")
                        .categories("error")
                        .outcomes(SentryOutcomes.RATE_LIMITED)
                        .projects(List.of("7"))
                        .build());

        assertThat(outcomes.groups().get(0).by("reason")).isEqualTo("key_quota");
        assertThat(outcomes.groups().get(0).steps(UsageQuery.QUANTITY)).containsExactly(7.0);
        assertThat(server.calls("stats_v2/").get(0).one("outcome")).isEqualTo("rate_limited");
        assertThat(client.usage()
                        .summarize(List.of(), HOUR)
                        .projects()
                        .get(0)
                        .stats()
                        .get(0)
                        .outcomes())
                .containsEntry("filtered", 1.0);
        assertThat(server.calls("stats-summary/").get(0).one("project")).isEqualTo("-1");
    }

    @Test
    void readsARelease() {
        server.on("releases/", p -> FakeSentry.page("[]", ""));
        server.on("releases/api%401.0%20b/", """
                {"id":1,"version":"api@1.0 b","shortVersion":"1.0 b","dateCreated":"2026-03-01T09:00:00Z",
                 "projects":[{"id":7,"slug":"api","hasHealthData":true,"newGroups":2,
                  "healthData":{"crashFreeSessions":99.8,"crashFreeUsers":null,"totalSessions":1000,"adoption":50.5}}]}""");
        server.on(
                "releases/api%401.0%20b/commitfiles/",
                p -> FakeSentry.page(
                        "[{\"id\":\"1\",\"filename\":\"src/A.java\",\"type\":\"M\",\"repoName\":\"acme/api\"}]", ""));

        assertThat(client.releases()
                        .list(ReleasesQuery.ALL
                                .inEnvironments(List.of("production"))
                                .searching("api@")
                                .inPagesOf(5)))
                .isEmpty();
        SentryRelease release = client.releases().getWithHealth("api@1.0 b", "24h");

        FakeSentry.Call listed = server.calls("releases/").get(0);
        assertThat(listed.one("environment") + listed.one("query") + listed.one("per_page"))
                .isEqualTo("productionapi@5");
        assertThat(server.calls("releases/api%401.0%20b/").get(0).one("health")).isEqualTo("true");
        assertThat(release.shortVersion()).isEqualTo("1.0 b");
        assertThat(release.projects().get(0).healthData())
                .extracting("crashFreeSessions", "crashFreeUsers")
                .containsExactly(99.8, null);
        assertThat(client.releases().listCommitFiles("api@1.0 b"))
                .singleElement()
                .satisfies(file -> assertThat(file.filename()).isEqualTo("src/A.java"));
    }

    @Test
    void tellsSentryOfADeployAndChangesARelease() {
        server.on(
                "releases/v1/deploys/",
                "{\"id\":\"3\",\"environment\":\"production\",\"dateFinished\":\"2026-03-01T12:00:00Z\"}");
        server.on(
                "releases/v1/",
                "{\"version\":\"v1\",\"dateCreated\":\"2026-03-01T09:00:00Z\",\"dateReleased\":\"2026-03-01T12:00:00Z\"}");

        assertThat(client.releases()
                        .createDeploy("v1", NewDeploy.to("production").lasting(NOON.minusSeconds(60), NOON))
                        .id())
                .isEqualTo("3");
        assertThat(client.releases()
                        .update("v1", ReleaseUpdate.releasedAt(NOON))
                        .dateReleased())
                .isEqualTo(NOON);

        assertThat(server.calls()).extracting(FakeSentry.Call::method).containsExactly("POST", "PUT");
        assertThat(server.bodies())
                .containsExactly(
                        "{\"environment\":\"production\",\"dateStarted\":\"2026-03-01T11:59:00Z\","
                                + "\"dateFinished\":\"2026-03-01T12:00:00Z\"}",
                        "{\"dateReleased\":\"2026-03-01T12:00:00Z\"}");
        assertThatThrownBy(() -> new ReleaseUpdate(null, null, null, null)).hasMessageContaining("change something");
    }
}
