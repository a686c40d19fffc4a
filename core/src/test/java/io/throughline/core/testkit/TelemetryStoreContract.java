package io.throughline.core.testkit;

import static io.throughline.core.testkit.Telemetry.HOUR;
import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.alert;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.edge;
import static io.throughline.core.testkit.Telemetry.entity;
import static io.throughline.core.testkit.Telemetry.histograms;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.resource;
import static io.throughline.core.testkit.Telemetry.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StoredView;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link TelemetryStore} must do. A store proves it by extending this class and saying how it is opened. */
public abstract class TelemetryStoreContract extends StorePointsContract {

    @Test
    void givesBackWhatWasWritten() {
        TelemetryBatch batch = full(METRICS, 0);

        WriteResult result = store.replace(List.of(hour(0)), batch, state(METRICS, 1));

        WindowContent content = store.read(WindowQuery.all(DAY));
        assertEquals(new WriteResult(batch.rows(), 0, 0, 0), result);
        assertEquals(List.copyOf(batch.entities()), content.entities());
        assertEquals(sorted(batch.series()), content.series());
        assertEquals(List.copyOf(batch.events()), content.events());
        assertEquals(batch.dependencies(), content.dependencies());
    }

    @Test
    void givesBackEveryKindOfEventAndAttribute() {
        TelemetryBatch batch = new TelemetryBatch();
        Telemetry.everyKindOfEvent(TICKETS).forEach(batch::event);
        batch.entity(new Entity(
                resource("odd"),
                EntityKind.OTHER,
                "quote ' and \" and ; and \u00e4\ud83d\ude80",
                null,
                "production",
                Attributes.builder()
                        .put("whole", 1L)
                        .put("broken", 1.0)
                        .put("tiny", Double.MIN_VALUE)
                        .put("most", Long.MAX_VALUE)
                        .put("truth", true)
                        .put("text", "1")
                        .build(),
                new Provenance(TICKETS, "odd", URI.create("https://example.org/a?b=c%20d"))));

        store.revise(batch, state(TICKETS, 1));

        WindowContent content = store.read(WindowQuery.all(DAY));
        assertEquals(batch.events().stream().sorted(Event.ORDER).toList(), content.events());
        assertEquals(List.copyOf(batch.entities()), content.entities());
    }

    @Test
    void writesNothingWhenTheSameComesTwice() {
        store.replace(List.of(hour(0)), full(METRICS, 0), state(METRICS, 1));
        String digest = store.contentDigest();

        WriteResult again = store.replace(List.of(hour(0)), full(METRICS, 0), state(METRICS, 2));

        assertEquals(new WriteResult(0, 0, 0, full(METRICS, 0).rows()), again);
        assertEquals(digest, store.contentDigest());
    }

    @Test
    void replacesAWindowAsAWhole() {
        store.replace(
                List.of(hour(0)),
                batch(numbers(key("cpu"), NOON, 1, 2, 3), numbers(key("gone"), NOON, 9)),
                state(METRICS, 1));

        WriteResult result = store.replace(
                List.of(hour(0)),
                batch(numbers(key("cpu"), NOON, 1, 5), numbers(key("new"), NOON, 7)),
                state(METRICS, 2));

        assertEquals(new WriteResult(1, 1, 2, 1), result);
        assertEquals(
                List.of(numbers(key("cpu"), NOON, 1, 5), numbers(key("new"), NOON, 7)),
                store.read(WindowQuery.all(DAY)).series());
    }

    @Test
    void replacesChangedAndVanishedEventsEdgesAndHistograms() {
        TelemetryBatch before = new TelemetryBatch();
        before.event(alert(REQUESTS, "stays", NOON));
        before.event(alert(REQUESTS, "changes", NOON));
        before.event(alert(REQUESTS, "vanishes", NOON));
        before.dependency(edge(REQUESTS, "a", "b", hour(0), 10));
        before.dependency(edge(REQUESTS, "a", "c", hour(0), 10));
        before.series(histograms("duration", NOON, 0.1, 0.2));
        TelemetryBatch after = new TelemetryBatch();
        after.event(alert(REQUESTS, "stays", NOON));
        after.event(alert(REQUESTS, "changes", NOON.plusSeconds(5)));
        after.dependency(edge(REQUESTS, "a", "b", hour(0), 11));
        after.series(histograms("duration", NOON, 0.1, 0.3));
        store.replace(List.of(hour(0)), before, state(REQUESTS, 1));

        WriteResult result = store.replace(List.of(hour(0)), after, state(REQUESTS, 2));

        WindowContent content = store.read(WindowQuery.all(DAY));
        assertEquals(new WriteResult(0, 3, 2, 2), result);
        assertEquals(after.events().stream().sorted(Event.ORDER).toList(), content.events());
        assertEquals(after.dependencies(), content.dependencies());
        assertEquals(after.series(), content.series());
    }

    @Test
    void leavesOtherWindowsAndStreamsAlone() {
        store.replace(List.of(hour(0), hour(1), hour(2)), fullOf(METRICS, 0, 1, 2), state(METRICS, 1));
        store.replace(List.of(hour(1)), full(REQUESTS, 1), state(REQUESTS, 1));

        WriteResult result = store.replace(List.of(hour(1)), new TelemetryBatch(), state(METRICS, 2));

        WindowContent content = store.read(WindowQuery.all(DAY));
        assertEquals(full(METRICS, 1).rows() - full(METRICS, 1).entities().size(), result.removed());
        assertEquals(0, result.added() + result.changed() + result.unchanged());
        assertEquals(3, content.events().size());
        assertEquals(3, content.dependencies().size());
        assertEquals(full(METRICS, 0).entities().size(), content.entities().size());
    }

    @Test
    void replacesWindowsThatLieApart() {
        store.replace(List.of(hour(0), hour(1), hour(2)), fullOf(METRICS, 0, 1, 2), state(METRICS, 1));

        store.replace(List.of(hour(2), hour(0)), full(METRICS, 2), state(METRICS, 2));

        TelemetryStore other = open();
        other.replace(List.of(hour(1)), full(METRICS, 1), state(METRICS, 1));
        other.replace(List.of(hour(2)), full(METRICS, 2), state(METRICS, 2));
        assertEquals(other.contentDigest(), store.contentDigest());
        other.close();
    }

    @Test
    void keepsAnEventOnceWhenItMovesToAnotherWindow() {
        TelemetryBatch first = new TelemetryBatch();
        first.event(alert(METRICS, "x", NOON));
        TelemetryBatch second = new TelemetryBatch();
        second.event(alert(METRICS, "x", NOON.plus(HOUR)));
        store.replace(List.of(hour(0)), first, state(METRICS, 1));

        WriteResult result = store.replace(List.of(hour(1)), second, state(METRICS, 2));

        assertEquals(new WriteResult(0, 1, 0, 0), result);
        assertEquals(
                List.copyOf(second.events()), store.read(WindowQuery.all(DAY)).events());
    }

    @Test
    void refusesWhatLiesOutsideOfTheWindowsAndWritesNothing() {
        store.replace(List.of(hour(0)), full(METRICS, 0), state(METRICS, 1));
        String digest = store.contentDigest();
        TelemetryBatch point = full(METRICS, 0);
        point.series(numbers(key("late"), NOON.plus(HOUR), 1));
        TelemetryBatch event = full(METRICS, 0);
        event.event(alert(METRICS, "late", NOON.plus(HOUR)));
        TelemetryBatch edge = full(METRICS, 0);
        edge.dependency(edge(METRICS, "x", "y", new TimeWindow(NOON, NOON.plus(HOUR.multipliedBy(2))), 1));

        for (TelemetryBatch bad : List.of(point, event, edge)) {
            assertThrows(IllegalArgumentException.class, () -> store.replace(List.of(hour(0)), bad, state(METRICS, 2)));
        }

        assertEquals(digest, store.contentDigest());
        assertEquals(Optional.of(state(METRICS, 1)), store.state(METRICS));
    }

    @Test
    void refusesAPointThatComesTwiceOverlappingWindowsAndForeignRecords() {
        TelemetryBatch twice = batch(numbers(key("cpu"), NOON, 1, 2), numbers(key("cpu"), NOON.plusSeconds(60), 3));
        TelemetryBatch foreign = new TelemetryBatch();
        foreign.event(alert(REQUESTS, "a", NOON));
        List<TimeWindow> overlapping = List.of(hour(0), new TimeWindow(NOON, NOON.plusSeconds(1)));

        assertThrows(IllegalArgumentException.class, () -> store.replace(List.of(hour(0)), twice, state(METRICS, 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.replace(overlapping, new TelemetryBatch(), state(METRICS, 1)));
        assertThrows(IllegalArgumentException.class, () -> store.replace(List.of(hour(0)), foreign, state(METRICS, 1)));
        assertThrows(IllegalArgumentException.class, () -> store.revise(foreign, state(METRICS, 1)));
        assertTrue(store.states().isEmpty());
    }

    @Test
    void takesASeriesInPieces() {
        store.replace(
                List.of(hour(0)),
                batch(numbers(key("cpu"), NOON.plusSeconds(120), 3), numbers(key("cpu"), NOON, 1, 2)),
                state(METRICS, 1));

        assertEquals(
                List.of(numbers(key("cpu"), NOON, 1, 2, 3)),
                store.read(WindowQuery.all(DAY)).series());
    }

    @Test
    void takesThousandsOfNewSeriesAtOnce() {
        List<Series> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(numbers(key("metric-" + i), NOON, i));
        }
        TelemetryBatch batch = batch(many.toArray(new Series[0]));

        assertEquals(
                5_000, store.replace(List.of(hour(0)), batch, state(METRICS, 1)).added());
        assertEquals(
                0, store.replace(List.of(hour(0)), batch, state(METRICS, 2)).written());
        assertEquals(sorted(many), store.read(WindowQuery.all(DAY)).series());
    }

    @Test
    void doesNotTellZeroFromMinusZero() {
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 0.0)), state(METRICS, 1));

        WriteResult result = store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, -0.0)), state(METRICS, 2));

        assertEquals(0, result.written());
        assertEquals(
                List.of(numbers(key("cpu"), NOON, 0.0)),
                store.read(WindowQuery.all(DAY)).series());
    }

    @Test
    void revisesByVendorIdWhereverItStarted() {
        TelemetryBatch first = new TelemetryBatch();
        first.event(alert(TICKETS, "1", NOON));
        first.event(alert(TICKETS, "2", NOON));
        TelemetryBatch second = new TelemetryBatch();
        second.event(alert(TICKETS, "2", NOON.plusSeconds(1)));
        second.event(alert(TICKETS, "3", NOON));
        store.revise(first, state(TICKETS, 1));

        WriteResult result = store.revise(second, state(TICKETS, 2));

        assertEquals(new WriteResult(1, 1, 0, 0), result);
        assertEquals(
                List.of(alert(TICKETS, "1", NOON), alert(TICKETS, "3", NOON), alert(TICKETS, "2", NOON.plusSeconds(1))),
                store.read(WindowQuery.all(DAY)).events());
        assertEquals(0, store.revise(second, state(TICKETS, 3)).written());
    }

    @Test
    void revisesPointsAndKeepsTheOthers() {
        store.revise(batch(numbers(key("cpu"), NOON, 1, 2)), state(TICKETS, 1));

        WriteResult result = store.revise(batch(numbers(key("cpu"), NOON, 3)), state(TICKETS, 2));

        assertEquals(new WriteResult(0, 1, 0, 0), result);
        assertEquals(
                List.of(numbers(key("cpu"), NOON, 3, 2)),
                store.read(WindowQuery.all(DAY)).series());
        assertEquals(
                0,
                store.revise(batch(numbers(key("cpu"), NOON, 3)), state(TICKETS, 3))
                        .written());
    }

    @Test
    void refusesARevisionOfEdges() {
        TelemetryBatch edges = new TelemetryBatch();
        edges.dependency(edge(TICKETS, "a", "b", hour(0), 1));

        assertThrows(IllegalArgumentException.class, () -> store.revise(edges, state(TICKETS, 1)));
        assertEquals(Optional.empty(), store.state(TICKETS));
    }

    @Test
    void retiresWhatTheVendorDeleted() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.event(alert(TICKETS, "1", NOON));
        batch.event(alert(TICKETS, "2", NOON));
        store.revise(batch, state(TICKETS, 1));

        WriteResult result = store.retire(Set.of("1", "never seen"), state(TICKETS, 2));

        assertEquals(new WriteResult(0, 0, 1, 0), result);
        assertEquals(Set.of("2"), store.vendorIds(TICKETS, DAY));
        assertEquals(
                2,
                store.read(new WindowQuery(DAY, null, state(TICKETS, 1).updatedAt()))
                        .events()
                        .size());
    }

    @Test
    void listsVendorIdsOfTheHorizonOnly() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.event(alert(TICKETS, "before", NOON.minusSeconds(1)));
        batch.event(alert(TICKETS, "first", NOON));
        batch.event(alert(TICKETS, "after", NOON.plus(HOUR)));
        store.revise(batch, state(TICKETS, 1));

        assertEquals(new TreeSet<>(Set.of("first")), store.vendorIds(TICKETS, hour(0)));
        assertEquals(Set.of(), store.vendorIds(METRICS, hour(0)));
    }

    @Test
    void keepsStatesAsTheyWereGiven() {
        StreamState odd = new StreamState(
                METRICS,
                NOON.plusNanos(123_456_789),
                "cursor with ' and {json}",
                NOON.plusNanos(1),
                new StreamCompleteness(
                        METRICS, StreamCompleteness.State.PARTIAL, NOON, true, true, 2.5, List.of("first", "second")));
        StreamState bare = new StreamState(
                REQUESTS,
                null,
                null,
                NOON,
                new StreamCompleteness(
                        REQUESTS, StreamCompleteness.State.NEVER_READ, null, false, false, 1, List.of()));

        store.save(bare);
        store.save(state(METRICS, 1));
        store.save(odd);

        assertEquals(List.of(odd, bare), store.states());
        assertEquals(Optional.of(odd), store.state(METRICS));
        assertEquals(Optional.empty(), store.state("azure/unknown"));
        assertEquals(
                List.of(odd.completeness(), bare.completeness()),
                store.read(WindowQuery.all(DAY)).completeness().streams());
    }

    @Test
    void readsWhatWasKnownAtAnInstant() {
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1, 2)), state(METRICS, 1));
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1, 5, 6)), state(METRICS, 2));
        store.replace(List.of(hour(0)), new TelemetryBatch(), state(METRICS, 3));

        assertEquals(List.of(), knownAt(0).series());
        assertEquals(List.of(numbers(key("cpu"), NOON, 1, 2)), knownAt(1).series());
        assertEquals(List.of(numbers(key("cpu"), NOON, 1, 5, 6)), knownAt(2).series());
        assertEquals(List.of(), knownAt(3).series());
        assertEquals(List.of(), store.read(WindowQuery.all(DAY)).series());
    }

    @Test
    void readsWhatWasKnownOfEntitiesEventsAndEdges() {
        TelemetryBatch first = full(METRICS, 0);
        TelemetryBatch second = new TelemetryBatch();
        Entity renamed = first.entities().iterator().next();
        second.entity(new Entity(
                renamed.id(),
                renamed.kind(),
                "renamed",
                renamed.product(),
                renamed.environment(),
                renamed.attributes(),
                renamed.provenance()));
        store.replace(List.of(hour(0)), first, state(METRICS, 1));
        WindowContent before = store.read(WindowQuery.all(DAY));

        store.replace(List.of(hour(0)), second, state(METRICS, 2));

        WindowContent earlier = knownAt(1);
        assertEquals(before.entities(), earlier.entities());
        assertEquals(before.events(), earlier.events());
        assertEquals(before.dependencies(), earlier.dependencies());
        assertEquals("renamed", knownAt(2).entities().get(0).name());
        assertEquals(List.of(), knownAt(2).events());
    }

    @Test
    void keepsKnowledgeInOrderWhenTheClockIsSetBack() {
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state(METRICS, 10));
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 2)), state(METRICS, 5));
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 3)), state(METRICS, 20));

        assertEquals(List.of(), knownAt(7).series());
        assertEquals(List.of(numbers(key("cpu"), NOON, 2)), knownAt(15).series());
        assertEquals(List.of(numbers(key("cpu"), NOON, 3)), knownAt(20).series());
    }

    @Test
    void readsPointsOfTheWindowOnlyAndEventsThatTouchIt() {
        TelemetryBatch batch = batch(numbers(key("cpu"), NOON, 1, 2, 3));
        batch.event(alert(METRICS, "lasts into it", NOON, NOON.plusSeconds(60)));
        batch.event(alert(METRICS, "ends before it", NOON, NOON.plusSeconds(59)));
        batch.event(alert(METRICS, "starts at its end", NOON.plusSeconds(120)));
        store.replace(List.of(hour(0)), batch, state(METRICS, 1));

        WindowContent content =
                store.read(WindowQuery.all(new TimeWindow(NOON.plusSeconds(60), NOON.plusSeconds(120))));

        assertEquals(List.of(numbers(key("cpu"), NOON.plusSeconds(60), 2)), content.series());
        assertEquals(
                List.of("lasts into it"),
                content.events().stream().map(Event::title).toList());
    }

    @Test
    void readsOnlyWhatIsAboutTheEntitiesAskedFor() {
        TelemetryBatch batch = batch(
                numbers(
                        SeriesKey.of(
                                resource("a"),
                                "cpu",
                                key("cpu").unit(),
                                key("cpu").kind()),
                        NOON,
                        1),
                numbers(
                        SeriesKey.of(
                                resource("b"),
                                "cpu",
                                key("cpu").unit(),
                                key("cpu").kind()),
                        NOON,
                        2));
        batch.entity(entity(METRICS, "a"));
        batch.entity(entity(METRICS, "b"));
        batch.event(alert(METRICS, "of app", NOON));
        batch.dependency(edge(METRICS, "a", "b", hour(0), 1));
        batch.dependency(edge(METRICS, "b", "a", hour(0), 1));
        batch.dependency(edge(METRICS, "b", "c", hour(0), 1));
        store.replace(List.of(hour(0)), batch, state(METRICS, 1));

        WindowContent content = store.read(new WindowQuery(DAY, Set.of(resource("a")), null));
        WindowContent nothing = store.read(new WindowQuery(DAY, Set.of(), null));

        assertEquals(List.of(entity(METRICS, "a")), content.entities());
        assertEquals(
                List.of(resource("a")),
                content.series().stream().map(series -> series.key().entity()).toList());
        assertEquals(List.of(), content.events());
        assertEquals(
                List.of(edge(METRICS, "a", "b", hour(0), 1), edge(METRICS, "b", "a", hour(0), 1)),
                content.dependencies());
        assertEquals(
                0,
                nothing.entities().size()
                        + nothing.series().size()
                        + nothing.dependencies().size());
    }

    @Test
    void joinsWhatSeveralStreamsSay() {
        EntityId id = resource("app");
        store.replace(
                List.of(hour(0)),
                batchOf(
                        METRICS,
                        new Entity(
                                id,
                                EntityKind.COMPUTE,
                                "from metrics",
                                null,
                                "production",
                                Attributes.of("a", "metrics", "b", "metrics"),
                                new Provenance(METRICS, "app", null)),
                        edge(METRICS, "app", "db", hour(0), 7),
                        numbers(key("cpu"), NOON, 1, 2)),
                state(METRICS, 1));
        store.replace(
                List.of(hour(0)),
                batchOf(
                        REQUESTS,
                        new Entity(
                                id,
                                EntityKind.ROLE,
                                "from requests",
                                "shop",
                                "staging",
                                Attributes.of("b", "requests", "c", "requests"),
                                new Provenance(REQUESTS, "app", null)),
                        edge(REQUESTS, "app", "db", hour(0), 8),
                        numbers(key("cpu"), NOON.plusSeconds(60), 20, 30)),
                state(REQUESTS, 1));

        WindowContent content = store.read(WindowQuery.all(DAY));

        assertEquals(
                List.of(new Entity(
                        id,
                        EntityKind.COMPUTE,
                        "from metrics",
                        "shop",
                        "production",
                        Attributes.builder()
                                .put("a", "metrics")
                                .put("b", "metrics")
                                .put("c", "requests")
                                .build(),
                        new Provenance(METRICS, "app", null))),
                content.entities());
        assertEquals(List.of(numbers(key("cpu"), NOON, 1, 2, 30)), content.series());
        assertEquals(List.of(edge(METRICS, "app", "db", hour(0), 7)), content.dependencies());
    }

    @Test
    void forgetsTheStepWherePiecesDifferInIt() {
        NumberSeries minutes = numbers(key("cpu"), NOON, 1, 2);
        NumberSeries irregular = NumberSeries.of(
                key("cpu"), null, new long[] {NOON.plusSeconds(30).toEpochMilli()}, new double[] {9});
        store.replace(List.of(hour(0)), batch(minutes), state(METRICS, 1));
        store.replace(List.of(hour(0)), batch(irregular), state(REQUESTS, 1));

        Series joined = store.read(WindowQuery.all(DAY)).series().get(0);

        assertEquals(Optional.empty(), joined.step());
        assertEquals(3, joined.size());
    }

    @Test
    void digestsContentWhateverTheOrderItCameIn() {
        TelemetryStore other = open();
        for (int i : new int[] {0, 1, 2}) {
            store.replace(List.of(hour(i)), full(METRICS, i), state(METRICS, i));
            store.replace(List.of(hour(i)), full(REQUESTS, i), state(REQUESTS, i));
        }
        other.replace(List.of(hour(0), hour(2), hour(1)), fullOf(REQUESTS, 2, 0, 1), state(REQUESTS, 50));
        other.replace(List.of(hour(2)), full(METRICS, 2), state(METRICS, 51));
        other.replace(List.of(hour(1)), batch(numbers(key("wrong"), NOON.plus(HOUR), 1)), state(METRICS, 52));
        other.replace(List.of(hour(0), hour(1)), fullOf(METRICS, 0, 1), state(METRICS, 53));

        assertEquals(store.contentDigest(), other.contentDigest());
        other.replace(List.of(hour(1)), full(METRICS, 1, 1), state(METRICS, 54));
        assertNotEquals(store.contentDigest(), other.contentDigest());
        other.close();
    }

    @Test
    void digestsAsTheInMemoryStoreDoes() {
        try (TelemetryStore reference = new InMemoryTelemetryStore()) {
            for (TelemetryStore each : List.of(store, reference)) {
                each.replace(List.of(hour(0)), full(METRICS, 0), state(METRICS, 1));
                TelemetryBatch events = new TelemetryBatch();
                Telemetry.everyKindOfEvent(TICKETS).forEach(events::event);
                each.revise(events, state(TICKETS, 1));
            }

            assertEquals(reference.contentDigest(), store.contentDigest());
        }
    }

    @Test
    void endsTheSameAfterAnySequenceOfWrites() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        try (TelemetryStore reference = new InMemoryTelemetryStore()) {
            for (int i = 1; i <= 60; i++) {
                Telemetry.RandomWrite write = Telemetry.randomWrite(random);
                WriteResult expected = write.applyTo(reference, i);

                assertEquals(expected, write.applyTo(store, i), "seed " + seed + ", write " + i + ": " + write);
            }
            assertEquals(reference.contentDigest(), store.contentDigest(), "seed " + seed);
            for (int i = 0; i <= 60; i += 7) {
                Instant at = state(METRICS, i).updatedAt();
                WindowQuery query = new WindowQuery(DAY, null, at);
                assertEquals(reference.read(query), store.read(query), "seed " + seed + ", known at write " + i);
            }
        }
    }

    @Test
    void keepsViewsAndReplacesThemByKey() {
        StoredView first = new StoredView("incident/checkout", 1, "abc", NOON, "{\"a\":\"'\"}");
        StoredView second = new StoredView("incident/checkout", 2, "def", NOON.plusNanos(1), "{}");
        store.save(first);
        store.save(new StoredView("another", 1, "", NOON, "[]"));

        assertEquals(Optional.of(first), store.view("incident/checkout"));
        store.save(second);
        assertEquals(Optional.of(second), store.view("incident/checkout"));
        assertEquals(Optional.empty(), store.view("unknown"));
        assertEquals(List.of("another", "incident/checkout"), List.copyOf(store.viewKeys()));
    }

    @Test
    void letsStreamsWriteSideBySideWhileOthersRead() throws Exception {
        int writers = 4;
        int writes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String stream = "azure/stream-" + w;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < writes; i++) {
                        store.replace(List.of(hour(i)), full(stream, i), state(stream, i));
                    }
                }));
            }
            done.add(threads.submit(() -> {
                for (int i = 0; i < writes; i++) {
                    // A read sees whole writes only: as many events as edges, whatever was written by then.
                    WindowContent content = store.read(WindowQuery.all(DAY));
                    assertEquals(
                            content.events().isEmpty(), content.dependencies().isEmpty());
                }
            }));
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }

        TelemetryStore other = open();
        for (int w = writers - 1; w >= 0; w--) {
            String stream = "azure/stream-" + w;
            for (int i = writes - 1; i >= 0; i--) {
                other.replace(List.of(hour(i)), full(stream, i), state(stream, i));
            }
        }
        assertEquals(other.contentDigest(), store.contentDigest());
        other.close();
    }

    @Test
    void saysThatItIsClosed() {
        store.close();
        store.close();

        assertThrows(StoreException.class, () -> store.read(WindowQuery.all(DAY)));
        assertThrows(StoreException.class, () -> store.save(state(METRICS, 1)));
    }

    @Test
    void isEmptyAtFirst() {
        WindowContent content = store.read(WindowQuery.all(DAY));

        assertTrue(content.entities().isEmpty()
                && content.series().isEmpty()
                && content.events().isEmpty());
        assertFalse(content.completeness().isComplete());
        assertTrue(store.viewKeys().isEmpty());
    }

    private WindowContent knownAt(int second) {
        return store.read(new WindowQuery(DAY, null, state(METRICS, second).updatedAt()));
    }

    private static List<Series> sorted(List<Series> series) {
        List<Series> sorted = new ArrayList<>(series);
        Collections.sort(sorted, (a, b) -> a.key().compareTo(b.key()));
        return sorted;
    }

    private static TelemetryBatch batchOf(String stream, Entity entity, Dependency edge, Series series) {
        assertEquals(stream, entity.provenance().stream());
        TelemetryBatch batch = batch(series);
        batch.entity(entity);
        batch.dependency(edge);
        return batch;
    }

    /** Returns a batch with a bit of everything in an hour. */
    private static TelemetryBatch full(String stream, int hour) {
        return full(stream, hour, 0);
    }

    private static TelemetryBatch fullOf(String stream, int... hours) {
        TelemetryBatch batch = new TelemetryBatch();
        for (int hour : hours) {
            fill(batch, stream, hour, 0);
        }
        return batch;
    }

    private static TelemetryBatch full(String stream, int hour, int offset) {
        TelemetryBatch batch = new TelemetryBatch();
        fill(batch, stream, hour, offset);
        return batch;
    }

    private static void fill(TelemetryBatch batch, String stream, int hour, int offset) {
        Instant start = hour(hour).from();
        batch.entity(entity(stream, "app"));
        batch.entity(entity(stream, "db"));
        batch.series(numbers(key("cpu"), start, offset + hour + 1, 0.5, 1e-300));
        batch.series(numbers(key("memory"), start, 1e300, -4));
        batch.series(histograms("duration", start, 0.01, 0.2, 3));
        batch.event(alert(stream, "alert-" + hour, start.plusSeconds(7)));
        batch.dependency(edge(stream, "app", "db", hour(hour), 10 + hour));
    }

    /** Makes sure that histograms of nothing survive, too. */
    @Test
    void keepsEmptyHistograms() {
        Dependency bare = new Dependency(
                resource("a"),
                resource("b"),
                "http",
                hour(0),
                0,
                0,
                ExponentialHistogram.empty(),
                new Provenance(METRICS, "bare", URI.create("https://example.org/")));
        TelemetryBatch batch = new TelemetryBatch();
        batch.dependency(bare);

        store.replace(List.of(hour(0)), batch, state(METRICS, 1));

        assertEquals(List.of(bare), store.read(WindowQuery.all(DAY)).dependencies());
    }
}
