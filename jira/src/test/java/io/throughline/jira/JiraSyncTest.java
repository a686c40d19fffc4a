package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.stream.FakeJira;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream under the real sync. */
class JiraSyncTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final FakeJira jira = new FakeJira(START);
    private final TestTime clock = TestTime.at(START);
    private final TelemetryStore store = new InMemoryTelemetryStore();
    private final List<Integer> ids = new ArrayList<>();

    @BeforeEach
    void manyTickets() {
        for (int i = 0; i < 100; i++) {
            ids.add(jira.create(i % 3 == 0 ? "OPS" : "CHK", "ticket " + i));
        }
        pass(Duration.ofHours(1));
    }

    @Test
    void changesNothingTheSecondTime() {
        StreamResult first = sync(store);
        String content = store.contentDigest();

        StreamResult second = sync(store);

        assertThat(first.written().added()).isEqualTo(102); // tickets and two projects
        assertThat(second.written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(content);
        assertThat(second.completeness().asOf()).isEqualTo(jira.now());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 45, 60})
    void endsTheSameIfItWasBrokenOffInTheMiddle(int calls) {
        TelemetryStore uninterrupted = new InMemoryTelemetryStore();
        sync(uninterrupted);
        jira.failAfter(calls);
        StreamResult broken = sync(store);

        StreamResult resumed = sync(store);

        assertThat(broken.failed()).isTrue();
        assertThat(broken.category()).isEqualTo(Category.REMOTE);
        assertThat(broken.error()).contains("jira", "Service unavailable.", "try again later");
        assertThat(resumed.failed()).isFalse();
        assertThat(store.contentDigest()).isEqualTo(uninterrupted.contentDigest());
    }

    @Test
    void movesDeletedTicketsToTheHistoryByTheNextDaysCensus() {
        sync(store);
        jira.delete(ids.get(7));
        pass(Duration.ofDays(1));

        StreamResult result = sync(store);

        assertThat(result.written().removed()).isEqualTo(1);
        assertThat(store.vendorIds("jira/tickets", horizon())).hasSize(99).doesNotContain(String.valueOf(ids.get(7)));
    }

    private void pass(Duration duration) {
        jira.advance(duration);
        clock.advance(duration);
    }

    private StreamResult sync(TelemetryStore target) {
        SourceRuntime runtime = new SourceRuntime(clock, Settings.HTTP, null);
        try (JiraSource source = JiraSource.open(Settings.of(Set.of("CHK", "OPS")), jira.builder(), runtime)) {
            SyncEngine engine =
                    SyncEngine.builder(target).source(source).clock(clock).build();
            return engine
                    .run(new SyncRequest(horizon(), Set.of("jira/tickets"), Set.of(), false), SyncListener.none())
                    .streams()
                    .stream()
                    .filter(stream -> stream.stream().equals("jira/tickets"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(clock.instant(), Duration.ofDays(7));
    }
}
