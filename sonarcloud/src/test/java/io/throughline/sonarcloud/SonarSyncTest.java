package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Both streams under the real sync. */
class SonarSyncTest {

    private final TestTime clock = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final TelemetryStore store = new InMemoryTelemetryStore();

    @Test
    void changesNothingTheSecondTime() {
        SyncReport first = sync(SonarSyncTest::answer);
        String content = store.contentDigest();
        clock.advance(Duration.ofMinutes(10));

        SyncReport second = sync(SonarSyncTest::answer);

        assertThat(first.isComplete()).as("%s", first.streams()).isTrue();
        // The project as either stream has it, two analyses, and nine points: of ten values one is absent.
        assertThat(first.written().added()).isEqualTo(2 + 2 + 9);
        assertThat(second.written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(content);
    }

    @Test
    void readsTheOtherStreamIfOneFails() {
        SyncReport report = sync(request -> request.uri().getPath().endsWith("/metrics/search")
                ? TransportResponse.of(500, Headers.empty(), "")
                : answer(request));

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.stream()).isEqualTo("sonarcloud/measures");
            assertThat(failure.error()).contains("list metrics").doesNotContain(Settings.SECRET);
        });
        assertThat(report.streams().get(0).completeness().state()).isEqualTo(State.COMPLETE);
    }

    private SyncReport sync(HttpTransport transport) {
        SonarClient client = Settings.client()
                .transport(transport)
                .clock(clock)
                .waiter(clock)
                .build();
        try (SonarSource source = SonarSource.open(Settings.of("acme_checkout"), client, clock)) {
            SyncEngine engine =
                    SyncEngine.builder(store).source(source).clock(clock).build();
            return engine.run(
                    SyncRequest.of(TimeWindow.endingAt(clock.instant(), Duration.ofDays(7))), SyncListener.none());
        }
    }

    private static TransportResponse answer(TransportRequest request) {
        String path = request.uri().getPath();
        boolean gates = String.valueOf(request.uri().getQuery()).contains("metrics=alert_status");
        String body = path.endsWith("/components/show")
                ? Fixtures.read("projects/checkout.json")
                : path.endsWith("/project_analyses/search")
                        ? Fixtures.read("analyses/two.json")
                        : path.endsWith("/metrics/search")
                                ? Fixtures.read("metrics/some.json")
                                : Fixtures.read(gates ? "history/gates.json" : "history/measures.json");
        return TransportResponse.of(200, Headers.of("Content-Type", "application/json"), body);
    }
}
