package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuesStreamTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow WEEK = TimeWindow.endingAt(NOON, Duration.ofDays(7));

    private final TestTime time = TestTime.at(NOON);
    private final FakeSentry server =
            new FakeSentry().on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""));
    private final RevisedStream stream = (RevisedStream)
            server.source(time, List.of("production"), "api").streams().get(0);
    private final TelemetryBatch batch = new TelemetryBatch();

    private static String issue(String id) {
        return """
                {"id":"%s","shortId":"API-%s","title":"PSQLException: timeout","culprit":"OrderRepository in find",
                 "permalink":"https://acme.sentry.io/issues/%s/","level":"error","status":"unresolved",
                 "substatus":"escalating","priority":"high","project":{"id":"7","slug":"api","name":"API"},
                 "issueCategory":"error","metadata":{"type":"PSQLException","value":"timeout","function":"find"},
                 "assignedTo":{"type":"user","id":"1","name":"Jo Doe","email":"jo@acme.example"},
                 "count":"3","userCount":1,"firstSeen":"2026-03-01T11:00:00Z","lastSeen":"2026-03-01T11:50:00Z",
                 "lifetime":{"count":"150","userCount":12,"firstSeen":"2026-02-01T00:00:00Z",
                 "lastSeen":"2026-03-01T11:50:00.5Z"},"annotations":[{"displayName":"OPS-1","url":"https://j/OPS-1"}]}
                """.formatted(id, id, id);
    }

    private static String withReleases(String issue) {
        return issue.strip().replaceFirst("}$", "")
                + ",\"firstRelease\":{\"version\":\"api@1\"},\"lastRelease\":{\"version\":\"api@2\"}}";
    }

    private ErrorIssue only() {
        assertThat(batch.events()).hasSize(1);
        return (ErrorIssue) batch.events().iterator().next();
    }

    @Test
    void translatesAnIssueAsItIsSinceTheBeginning() {
        server.on("issues/", p -> FakeSentry.page("[" + issue("1") + "]", ""));
        server.on("issues/1/", withReleases(issue("1")));

        RevisedStream.Revisions read = stream.read(null, WEEK, batch);

        ErrorIssue issue = only();
        assertThat(issue.id()).isEqualTo("sentry/issues#1");
        assertThat(issue.entity()).isEqualTo(new EntityId("sentry", "project", "acme/api"));
        assertThat(issue.start()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(issue.end()).isEqualTo("2026-03-01T11:50:00.5Z");
        assertThat(issue.occurrences()).isEqualTo(150);
        assertThat(issue.users()).isEqualTo(12);
        assertThat(issue.severity()).isEqualTo(Severity.ERROR);
        assertThat(issue.firstRelease()).isEqualTo("api@1");
        assertThat(issue.lastRelease()).isEqualTo("api@2");
        assertThat(issue.key()).isEqualTo("API-1");
        assertThat(issue.type()).isEqualTo("PSQLException");
        assertThat(issue.header().environment()).isEqualTo("production");
        assertThat(issue.header().attributes().text(AttributeKeys.EXCEPTION_TYPE))
                .contains("PSQLException");
        assertThat(issue.header().attributes().text("throughline.issue.tickets"))
                .contains("OPS-1");
        assertThat(issue.provenance().link()).hasToString("https://acme.sentry.io/issues/1/");
        assertThat(issue.toString()).doesNotContain("jo@acme").doesNotContain("Jo Doe");
        assertThat(read.more()).isFalse();
        assertThat(read.completeness().asOf()).isEqualTo(NOON);
    }

    @Test
    void goesOnPageByPageWithinAFixedWindow() {
        server.on(
                "issues/",
                p -> p.containsKey("cursor")
                        ? FakeSentry.page("[" + issue("2") + "]", "")
                        : FakeSentry.page("[" + issue("1") + "]", "0:100:0"));

        RevisedStream.Revisions first = stream.read(null, WEEK, batch);
        TimeWindow later = TimeWindow.endingAt(NOON.plusSeconds(60), Duration.ofDays(7));
        RevisedStream.Revisions second = stream.read(first.cursor(), later, batch);

        assertThat(first.more()).isTrue();
        assertThat(second.more()).isFalse();
        assertThat(batch.events()).hasSize(2);
        assertThat(server.calls("issues/").get(1).one("end")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(server.calls("issues/").get(1).one("cursor")).isEqualTo("0:100:0");
    }

    @Test
    void thenReadsOnlyWhatWasSeenSince() {
        server.on("issues/", p -> FakeSentry.page("[]", ""));
        String cursor = stream.read(null, WEEK, batch).cursor();

        stream.read(cursor, TimeWindow.endingAt(NOON.plusSeconds(600), Duration.ofDays(7)), batch);

        assertThat(server.calls("issues/").get(1).one("start")).isEqualTo("2026-03-01T11:45:00Z");
        assertThat(server.calls("issues/").get(1).one("end")).isEqualTo("2026-03-01T12:10:00Z");
    }

    @Test
    void readsTheWholeHorizonOnceAnHourForWhatPeopleChanged() {
        server.on("issues/", p -> FakeSentry.page("[]", ""));
        String cursor = stream.read(null, WEEK, batch).cursor();
        TimeWindow later = TimeWindow.endingAt(NOON.plus(Duration.ofHours(1)), Duration.ofDays(7));

        stream.read(cursor, later, batch);

        assertThat(server.calls("issues/").get(1).one("start"))
                .isEqualTo(later.from().toString());
    }

    @Test
    void keepsAnIssueThatVanishesBetweenTwoCalls() {
        server.on("issues/", p -> FakeSentry.page("[" + issue("1") + "]", ""));

        stream.read(null, WEEK, batch);

        assertThat(only().firstRelease()).isNull();
    }

    @Test
    void setsAsideAnIssueThatTellsNotWhatAnIssueMustHave() {
        server.on("issues/", p -> FakeSentry.page("[" + SentryClientTest.issue("9") + "]", ""));

        RevisedStream.Revisions read = stream.read(null, WEEK, batch);

        assertThat(batch.events()).isEmpty();
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.vendorId()).isEqualTo("9");
            assertThat(record.reason()).startsWith("issue API-9 has no ");
        });
        assertThat(read.completeness().notes()).singleElement().asString().contains("set aside", "9");
    }

    @Test
    void countsWhatExistsForTheCensus() {
        server.on(
                "issues/",
                p -> p.containsKey("cursor")
                        ? FakeSentry.page("[" + issue("2") + "]", "")
                        : FakeSentry.page("[" + issue("1") + "]", "n"));

        assertThat(stream.census(WEEK).orElseThrow()).containsExactlyInAnyOrder("1", "2");
        assertThat(stream.census(TimeWindow.endingAt(NOON, Duration.ofDays(90))))
                .isEmpty();
    }
}
