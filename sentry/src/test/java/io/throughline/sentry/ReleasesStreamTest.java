package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesStreamTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow WEEK = TimeWindow.endingAt(NOON, Duration.ofDays(7));

    private final TestTime time = TestTime.at(NOON);
    private final FakeSentry server = new FakeSentry()
            .on(
                    "projects/",
                    p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"},{\"id\":\"8\",\"slug\":\"web\"}]", ""));
    private final RevisedStream stream = (RevisedStream)
            server.source(time, List.of("production"), "api").streams().get(2);
    private final TelemetryBatch batch = new TelemetryBatch();

    private static String release(String version, String created, int commits, int deploys, String more) {
        return """
                {"id":1,"version":"%s","shortVersion":"x","status":"open","dateReleased":null,"dateCreated":"%s",
                 "commitCount":%d,"deployCount":%d,"projects":[{"id":7,"slug":"api"},{"id":8,"slug":"web"}]%s}
                """.formatted(version, created, commits, deploys, more);
    }

    private List<Change> changes() {
        return batch.events().stream().map(Change.class::cast).toList();
    }

    @Test
    void deliversAReleaseAndItsDeploymentsWithCommits() {
        server.on(
                "releases/",
                p -> FakeSentry.page(
                        "[" + release("api@2", "2026-03-01T09:00:00Z", 2, 2, ",\"lastCommit\":{\"id\":\"bbb\"}") + "]",
                        ""));
        server.on("releases/api%402/commits/", p -> FakeSentry.page("""
                [{"id":"aaa","message":"Older\\n\\nbody","dateCreated":"2026-03-01T07:00:00Z"},
                 {"id":"bbb","message":"Drop the hint","dateCreated":"2026-03-01T08:00:00Z",
                  "author":{"email":"jo@acme.example"}}]
                """, ""));
        server.on("releases/api%402/deploys/", p -> FakeSentry.page("""
                [{"id":"31","environment":"production","dateStarted":"2026-03-01T09:58:00Z",
                  "dateFinished":"2026-03-01T10:00:00Z","name":null,"url":null},
                 {"id":"30","environment":"staging","dateStarted":null,"dateFinished":"2026-03-01T09:30:00Z"}]
                """, ""));

        stream.read(null, WEEK, batch);

        assertThat(changes())
                .extracting(Event::id)
                .containsExactly("sentry/releases#deploy:7:31", "sentry/releases#release:7:api@2");
        Change deployment = changes().get(0);
        assertThat(deployment.type()).isEqualTo(Change.Type.DEPLOYMENT);
        assertThat(deployment.header().environment()).isEqualTo("production");
        assertThat(deployment.start()).isEqualTo("2026-03-01T09:58:00Z");
        assertThat(deployment.end()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(deployment.version()).isEqualTo("api@2");
        assertThat(deployment.revision()).isEqualTo("bbb");
        assertThat(deployment.commits())
                .extracting(Change.Commit::revision, Change.Commit::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("bbb", "Drop the hint"),
                        org.assertj.core.groups.Tuple.tuple("aaa", "Older"));
        assertThat(deployment.provenance().link()).hasToString("https://acme.sentry.io/releases/api%402/?project=7");
        Change release = changes().get(1);
        assertThat(release.type()).isEqualTo(Change.Type.RELEASE);
        assertThat(release.header().environment()).isNull();
        assertThat(release.start()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(server.calls("releases/").get(0).one("project")).isEqualTo("7");
    }

    @Test
    void findsARollbackToAnOldRelease() {
        server.on(
                "releases/",
                p -> FakeSentry.page(
                        "["
                                + release(
                                        "api@1",
                                        "2025-06-01T00:00:00Z",
                                        0,
                                        1,
                                        ",\"lastDeploy\":{\"id\":\"32\",\"environment\":\"production\","
                                                + "\"dateFinished\":\"2026-03-01T11:00:00Z\"}")
                                + "]",
                        ""));
        server.on(
                "releases/api%401/deploys/",
                p -> FakeSentry.page(
                        "[{\"id\":\"32\",\"environment\":\"Production\",\"dateFinished\":\"2026-03-01T11:00:00Z\"},"
                                + "{\"id\":\"2\",\"environment\":\"production\",\"dateFinished\":\"2025-06-01T01:00:00Z\"}]",
                        ""));

        stream.read(null, WEEK, batch);

        assertThat(changes()).extracting(Event::id).containsExactly("sentry/releases#deploy:7:32");
    }

    @Test
    void asksForDetailsOnlyOfWhatIsNew() {
        server.on(
                "releases/",
                p -> FakeSentry.page(
                        "[" + release("api@2", "2026-03-01T12:05:00Z", 1, 0, "") + ","
                                + release("api@1", "2026-02-20T00:00:00Z", 1, 1, "") + "]",
                        ""));
        server.on("releases/api%402/commits/", p -> FakeSentry.page("[]", ""));
        server.on("releases/api%401/commits/", p -> FakeSentry.page("[]", ""));
        server.on("releases/api%401/deploys/", p -> FakeSentry.page("[]", ""));
        String cursor = stream.read(null, WEEK, batch).cursor();
        int before = server.calls().size();

        stream.read(cursor, TimeWindow.endingAt(NOON.plusSeconds(600), Duration.ofDays(7)), batch);

        assertThat(server.calls().subList(before, server.calls().size()))
                .extracting(FakeSentry.Call::path)
                .containsExactly("releases/", "releases/api%402/commits/");
    }

    @Test
    void stopsAShortPassWhereOnlyOldReleasesFollow() {
        server.on(
                "releases/", p -> FakeSentry.page("[" + release("api@1", "2025-06-01T00:00:00Z", 0, 0, "") + "]", "n"));
        RevisedStream.Revisions whole = stream.read(null, WEEK, batch);
        assertThat(whole.more()).isTrue();
        server.on("releases/", p -> FakeSentry.page("[]", ""));
        String cursor = stream.read(whole.cursor(), WEEK, batch).cursor();
        server.on(
                "releases/", p -> FakeSentry.page("[" + release("api@1", "2025-06-01T00:00:00Z", 0, 0, "") + "]", "n"));

        assertThat(stream.read(cursor, TimeWindow.endingAt(NOON.plusSeconds(60), Duration.ofDays(7)), batch)
                        .more())
                .isFalse();
    }

    @Test
    void keepsWhatTheListToldWhenDetailsAreGone() {
        server.on(
                "releases/",
                p -> FakeSentry.page(
                        "["
                                + release(
                                        "api@2",
                                        "2026-03-01T09:00:00Z",
                                        3,
                                        0,
                                        ",\"lastCommit\":{\"id\":\"ccc\",\"message\":\"m\"}")
                                + "]",
                        ""));

        RevisedStream.Revisions read = stream.read(null, WEEK, batch);

        assertThat(changes()).singleElement().extracting(Change::revision).isEqualTo("ccc");
        assertThat(changes().get(0).commits()).hasSize(1);
        assertThat(read.completeness().notes())
                .singleElement()
                .asString()
                .contains("commits of release api@2 other than the last could not be read");
    }
}
