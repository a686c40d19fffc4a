package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a census does not list is looked after before it is taken for deleted. */
class RevisedDeparturesTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final TestTime clock = TestTime.at(START);
    private final LeasingStore store = new LeasingStore();
    private final Things things = new Things();

    @BeforeEach
    void threeThings() {
        sync();
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void keepsWhatTheStreamStillKnowsThoughTheCensusDidNotListIt() {
        things.listed = Set.of("a");
        things.gone = Set.of("b");

        StreamResult result = sync();

        assertThat(things.asked).containsExactlyInAnyOrder("b", "c");
        assertThat(store.vendorIds("lab/things", horizon())).containsExactly("a", "c");
        assertThat(result.written().removed()).isEqualTo(1);
    }

    @Test
    void tellsWhatBecameOfThem() {
        things.listed = Set.of("a", "c");
        things.gone = Set.of("b");
        things.notes = List.of("b went elsewhere");

        StreamResult result = sync();

        assertThat(result.completeness().notes()).contains("b went elsewhere");
        assertThat(store.state("lab/things").orElseThrow().completeness().notes())
                .contains("b went elsewhere");
    }

    @Test
    void retiresNothingThatTheCensusDidList() {
        things.listed = Set.of("a", "b");
        things.gone = Set.of("a", "c");

        sync();

        assertThat(store.vendorIds("lab/things", horizon())).containsExactly("a", "b");
    }

    @Test
    void asksNothingIfAllWasListed() {
        things.listed = Set.of("a", "b", "c");

        sync();

        assertThat(things.asked).isEmpty();
    }

    private StreamResult sync() {
        SyncEngine engine =
                SyncEngine.builder(store).source(new Lab(things)).clock(clock).build();
        return engine.run(SyncRequest.of(horizon()), SyncListener.none())
                .streams()
                .get(0);
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(clock.instant(), Duration.ofDays(7));
    }

    private static final class Things implements RevisedStream {

        private Set<String> listed = Set.of();
        private Set<String> gone = Set.of();
        private List<String> notes = List.of();
        private Set<String> asked = Set.of();

        @Override
        public String name() {
            return "lab/things";
        }

        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            if (cursor == null) {
                for (String id : List.of("a", "b", "c")) {
                    sink.event(new Change(
                            new EventHeader(
                                    new EntityId("lab", "bench", "one"),
                                    null,
                                    START.minusSeconds(60),
                                    START,
                                    id,
                                    Attributes.empty(),
                                    new Provenance(name(), id, null)),
                            Change.Type.RELEASE,
                            null,
                            null,
                            null,
                            List.of()));
                }
            }
            return new Revisions("read", false, StreamCompleteness.complete(name(), horizon.to()));
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            return Optional.of(listed);
        }

        @Override
        public Departures departures(Set<String> missing) {
            asked = missing;
            return new Departures(gone, notes);
        }
    }

    private record Lab(Things things) implements TelemetrySource {

        @Override
        public String id() {
            return "lab";
        }

        @Override
        public List<TelemetryStream> streams() {
            return List.of(things);
        }

        @Override
        public List<CheckResult> check() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
