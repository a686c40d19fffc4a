package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to issues, and whenever and in whatever pages they are read: once it is quiet and a day has passed, the
 * store has what Sentry has.
 */
class IssuesConvergenceTest {

    private static final Instant START = Instant.parse("2026-03-01T20:00:00Z");

    private final TestTime time = TestTime.at(START);
    private final InMemoryTelemetryStore store = new InMemoryTelemetryStore();
    private final FakeSentry server = new FakeSentry();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("throughline.sentry.seeds", 6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void endsWithWhatSentryHas(long seed) {
        Random random = new Random(seed);
        SimulatedIssues issues = new SimulatedIssues(time, random, server);
        for (int i = 0; i < 15; i++) {
            issues.create();
        }
        for (int step = 0; step < 40; step++) {
            time.advance(Duration.ofSeconds(1 + random.nextInt(step % 15 == 14 ? 90_000 : 2_000)));
            for (int events = random.nextInt(6); events > 0; events--) {
                issues.happen();
            }
            if (random.nextBoolean()) {
                issues.expireCursors();
            }
            issues.failAfter(random.nextBoolean() ? random.nextInt(12) : Integer.MAX_VALUE);
            sync(random.nextInt(40) == 0);
        }
        issues.failAfter(Integer.MAX_VALUE);
        time.advance(Duration.ofDays(1));

        // The first may go on with a pass that was under way, over an earlier window.
        sync(false);
        time.advance(Duration.ofDays(1));
        StreamResult last = sync(false);

        assertThat(last.completeness().state()).as("seed %d: %s", seed, last).isEqualTo(State.COMPLETE);
        assertThat(stored()).as("seed %d", seed).isEqualTo(issues.content());
    }

    private StreamResult sync(boolean force) {
        try (SentrySource source = server.source(time, List.of("production"))) {
            SyncEngine engine =
                    SyncEngine.builder(store).source(source).clock(time).build();
            return engine
                    .run(new SyncRequest(horizon(), Set.of("sentry/issues"), Set.of(), force), SyncListener.none())
                    .streams()
                    .stream()
                    .filter(result -> result.stream().equals("sentry/issues"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private TimeWindow horizon() {
        return new TimeWindow(START.minus(Duration.ofDays(1)), time.instant().plusSeconds(1));
    }

    private Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        // Beside them are events of the sync itself: that a stream could not be read for long.
        store.read(WindowQuery.all(horizon())).events().forEach(event -> {
            if (event instanceof ErrorIssue issue) {
                stored.put(
                        event.provenance().vendorId(), issue.status() + " " + issue.occurrences() + " " + event.end());
            }
        });
        return stored;
    }
}
