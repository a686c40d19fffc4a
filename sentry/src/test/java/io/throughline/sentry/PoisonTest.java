package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that nobody can understand, among good ones. */
class PoisonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow WEEK = TimeWindow.endingAt(NOON, Duration.ofDays(7));

    private final FakeSentry server =
            new FakeSentry().on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""));
    private final TelemetryBatch batch = new TelemetryBatch();

    private TelemetryStream stream(String name) {
        return server.source(TestTime.at(NOON), List.of("production")).streams().stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String issue(String id, String firstSeen) {
        return """
                {"id":"%s","shortId":"API-%s","title":"timeout of jo@acme.example","level":"error","status":"unresolved",
                 "project":{"id":"7","slug":"api","name":"API"},"metadata":{},"count":"3","userCount":1,
                 "firstSeen":"%s","lastSeen":"2026-03-01T11:50:00Z"}""".formatted(id, id, firstSeen);
    }

    @Test
    void anIssueWithATimeThatIsNoneIsSetAsideAndTheOthersArrive() {
        server.on(
                "issues/",
                p -> FakeSentry.page(
                        "[" + issue("1", "2026-03-01T11:00:00Z") + "," + issue("2", "yesterday at 9") + ","
                                + issue("3", "2026-03-01T11:00:00Z") + "]",
                        ""));
        for (String id : List.of("1", "3")) {
            server.on("issues/" + id + "/", issue(id, "2026-03-01T11:00:00Z"));
        }

        Revisions read = ((RevisedStream) stream("sentry/issues")).read(null, WEEK, batch);

        assertThat(batch.events())
                .extracting(event -> event.provenance().vendorId())
                .containsExactly("1", "3");
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.stream()).isEqualTo("sentry/issues");
            assertThat(record.vendorId()).isEqualTo("2");
            assertThat(record.time()).isEqualTo("2026-03-01T11:50:00Z");
            assertThat(record.reason()).startsWith("list issues: firstSeen: ").contains("\"aaaaaaaaa aa 9\"");
            assertThat(record.record()).contains("status: \"unresolved\"").doesNotContain("acme.example");
        });
        assertThat(read.completeness().notes())
                .containsExactly("a record could not be understood and set aside, for example 2: "
                        + batch.setAside().iterator().next().reason());
        assertThat(((RevisedStream) stream("sentry/issues")).census(WEEK).orElseThrow())
                .as("what cannot be read is not deleted")
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void anIssueWhoseDetailsCannotBeReadArrivesWithoutThem() {
        server.on("issues/", p -> FakeSentry.page("[" + issue("1", "2026-03-01T11:00:00Z") + "]", ""));
        server.on("issues/1/", issue("1", "never"));

        ((RevisedStream) stream("sentry/issues")).read(null, WEEK, batch);

        assertThat(batch.events()).hasSize(1);
        assertThat(batch.setAside())
                .extracting(record -> record.vendorId() + ": " + record.reason())
                .containsExactly("1/details: firstSeen cannot be read");
    }

    @Test
    void aCheckInOfAMeasuredStreamIsSetAsideWithinItsWindow() {
        TimeWindow day = new TimeWindow(Instant.parse("2026-02-28T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
        server.on(
                "monitors/",
                p -> FakeSentry.page(
                        "[{\"id\":\"m\",\"slug\":\"nightly\",\"name\":\"Nightly\","
                                + "\"project\":{\"id\":\"7\",\"slug\":\"api\"}}]",
                        ""));
        server.on(
                "monitors/nightly/checkins/",
                p -> FakeSentry.page(
                        "[{\"id\":\"1\",\"status\":\"ok\",\"dateCreated\":\"2026-02-28T01:00:00Z\"},"
                                + "{\"id\":\"2\",\"status\":\"ok\",\"dateCreated\":\"soon\"}]",
                        ""));

        StreamCompleteness read = ((MeasuredStream) stream("sentry/monitors")).read(day, batch);

        assertThat(batch.events()).hasSize(1);
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.vendorId()).isEqualTo("2");
            assertThat(record.time()).isEqualTo(day.from());
        });
        assertThat(read.notes()).anyMatch(note -> note.contains("set aside"));
    }

    @Test
    void aPageThatIsDamagedAsAWholeFailsTheRead() {
        for (String damaged : List.of("[" + issue("1", "2026-03-01T11:00:00Z") + ",{\"id\":", "{}", "<html>")) {
            server.on("issues/", p -> FakeSentry.page(damaged, ""));

            assertThatThrownBy(() -> ((RevisedStream) stream("sentry/issues")).read(null, WEEK, batch))
                    .isInstanceOf(MalformedResponseException.class);
        }
    }
}
