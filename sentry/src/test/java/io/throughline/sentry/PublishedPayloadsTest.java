package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.session.SessionsQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads payloads that others have published. They are not part of this repository: {@code -Dthroughline.payloads=FOLDER}
 * names a folder with {@code sentry/<endpoint>/<name>.json}, each the bare body or a recording with {@code
 * response.body}.
 */
class PublishedPayloadsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> readsEveryPayloadOfTheEndpointsCovered() throws IOException {
        String folder = System.getProperty("throughline.payloads", "");
        Assumptions.assumeFalse(folder.isBlank(), "skipped: -Dthroughline.payloads names no folder with payloads");
        return List.of(
                        "organizations",
                        "projects",
                        "issues-list",
                        "issue",
                        "releases",
                        "deploys",
                        "release-commits",
                        "events-timeseries",
                        "stats",
                        "sessions",
                        "events-query",
                        "monitors",
                        "trace")
                .stream()
                .flatMap(endpoint -> files(Path.of(folder, "sentry", endpoint))
                        .map(file -> DynamicTest.dynamicTest(
                                endpoint + "/" + file.getFileName(), () -> read(endpoint, file))));
    }

    private static Stream<Path> files(Path endpoint) {
        try (Stream<Path> files = Files.list(endpoint)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void read(String endpoint, Path file) throws IOException {
        String body = body(Files.readString(file));
        boolean list = body.startsWith("[");
        FakeSentry server = new FakeSentry();
        SentryClient client = server.client(TestTime.at(NOON));
        TimeWindow window = TimeWindow.endingAt(NOON, Duration.ofDays(1));
        switch (endpoint) {
            case "organizations" -> {
                server.on("", body);
                assertThat(client.organizations().get().slug()).isNotBlank();
            }
            case "projects" -> {
                server.on("projects/", body);
                assertThat(client.projects().list())
                        .isNotEmpty()
                        .allSatisfy(project -> assertThat(project.slug()).isNotBlank());
            }
            case "issues-list" -> {
                server.on("issues/", body);
                assertThat(client.issues().list(IssueQuery.builder().build()))
                        .isNotEmpty()
                        .allSatisfy(issue -> assertThat(issue.count()).isNotNull());
            }
            case "issue" -> {
                server.on("issues/1/", body);
                assertThat(client.issues().get("1").firstSeen()).isNotNull();
            }
            case "releases" -> {
                if (!list) {
                    server.on("releases/v/", body);
                    assertThat(client.releases().get("v").projects()).isNotEmpty();
                }
                server.on("releases/", list ? body : "[" + body + "]");
                assertThat(client.releases().list(List.of()))
                        .isNotEmpty()
                        .allSatisfy(release -> assertThat(release.projects()).isNotEmpty());
            }
            case "deploys" -> {
                server.on("releases/v/deploys/", body);
                assertThat(client.releases().listDeploys("v")).isNotEmpty();
            }
            case "release-commits" -> {
                server.on("releases/v/commits/", body);
                assertThat(client.releases().listCommits("v")).isNotEmpty();
            }
            case "events-timeseries" -> {
                server.on("events-timeseries/", body);
                assertThat(client.explore()
                                .queryTimeSeries(TimeSeriesQuery.errors(window, Duration.ofHours(1)))
                                .timeSeries())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line.values()).isNotEmpty());
            }
            case "stats" -> {
                // The other one is of an endpoint that Sentry has withdrawn.
                if (!list) {
                    server.on("stats_v2/", body);
                    assertThat(client.usage()
                                    .queryErrorOutcomes(List.of(), window, Duration.ofHours(1))
                                    .groups())
                            .isNotEmpty()
                            .allSatisfy(group -> assertThat(group.quantity()).isPositive());
                }
            }
            case "sessions" -> {
                server.on("sessions/", body);
                assertThat(client.sessions()
                                .query(SessionsQuery.builder(window, SessionsQuery.SESSIONS)
                                        .groupBy("session.status")
                                        .build())
                                .groups())
                        .isNotEmpty()
                        .allSatisfy(group ->
                                assertThat(group.steps(SessionsQuery.SESSIONS)).isNotEmpty());
            }
            case "events-query" -> {
                server.on("events/", body);
                assertThat(client.explore()
                                .listEvents(EventsQuery.builder("errors", "id").build()))
                        .isNotEmpty()
                        .allSatisfy(row -> {
                            assertThat(row.text("project")).isNotBlank();
                            assertThat(row.meta().fields()).isNotEmpty();
                        });
            }
            case "monitors" -> {
                server.on("monitors/m/", body);
                assertThat(client.monitors().get("m").environments())
                        .isNotEmpty()
                        .allSatisfy(
                                environment -> assertThat(environment.status()).isNotBlank());
            }
            case "trace" -> {
                server.on("trace-meta/" + "0".repeat(32) + "/", body);
                assertThat(client.traces().getMeta("0".repeat(32), null).spanCount())
                        .isPositive();
            }
            default -> throw new AssertionError("no reading is known for " + file);
        }
    }

    /** Returns the body of a recording, or the text itself. */
    private static String body(String text) {
        String recorded = text.strip();
        int response = recorded.indexOf("\"response\"");
        if (!recorded.startsWith("{") || response < 0 || !recorded.contains("\"request\"")) {
            return recorded;
        }
        int body = recorded.indexOf("\"body\"", response);
        int from = recorded.indexOf(':', body) + 1;
        // Two objects close behind it: the response and the recording.
        int to = recorded.lastIndexOf('}', recorded.lastIndexOf('}') - 1);
        return recorded.substring(from, to).strip();
    }
}
