package io.throughline.core.testkit;

import static io.throughline.core.testkit.Telemetry.HOUR;
import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.alert;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.Attempts;
import io.throughline.core.store.LeaseLostException;
import io.throughline.core.store.Pulse;
import io.throughline.core.store.StreamLease;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.StreamWrites;
import io.throughline.core.store.Tombstone;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The part of the stores' contract about who writes, what is only tried, and what is known of vendors' records. */
abstract class StoreSharingContract extends StoreFixture {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void leasesAStreamToOneAtATime() {
        StreamLease mine = store.lease(METRICS, "me", LONG).orElseThrow();

        assertEquals(Optional.empty(), store.lease(METRICS, "somebody else", LONG));
        assertTrue(store.lease(REQUESTS, "somebody else", LONG).isPresent());
        assertEquals(METRICS, mine.stream());
        assertEquals("me", store.holder(METRICS).orElseThrow().holder());
        assertEquals(mine.token(), store.holder(METRICS).orElseThrow().token());
    }

    @Test
    void grantsALeaseThatWasGivenBackUnderAGreaterNumber() {
        StreamLease first = store.lease(METRICS, "first", LONG).orElseThrow();
        first.close();
        first.close();

        assertEquals(Optional.empty(), store.holder(METRICS));
        StreamLease second = store.lease(METRICS, "second", LONG).orElseThrow();
        first.close();

        assertTrue(second.token() > first.token());
        assertEquals("second", store.holder(METRICS).orElseThrow().holder());
    }

    @Test
    void writesThroughALease() {
        try (StreamLease lease = store.lease(METRICS, "me", LONG).orElseThrow()) {
            TelemetryBatch points = batch(numbers(key("cpu"), NOON, 1, 2));
            assertEquals(
                    2,
                    lease.replace(List.of(hour(0)), points, state(METRICS, 1)).added());
            assertEquals(
                    1,
                    lease.revise(batch(numbers(key("cpu"), NOON, 3)), state(METRICS, 2))
                            .changed());
            assertEquals(0, lease.retire(Set.of("none"), state(METRICS, 3)).removed());
            lease.save(state(METRICS, 4));
            lease.renew();
        }

        assertEquals(Optional.of(state(METRICS, 4)), store.state(METRICS));
    }

    @Test
    void refusesTheWritesOfALeaseThatSomebodyElseHasTakenAndWritesNothing() {
        StreamLease slept = store.lease(METRICS, "slept", Duration.ofMillis(1)).orElseThrow();
        StreamLease later = whenFree(METRICS, "later");
        later.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state(METRICS, 1));
        String digest = store.contentDigest();
        TelemetryBatch other = batch(numbers(key("cpu"), NOON, 9));

        assertThrows(LeaseLostException.class, () -> slept.replace(List.of(hour(0)), other, state(METRICS, 2)));
        assertThrows(LeaseLostException.class, () -> slept.revise(other, state(METRICS, 2)));
        assertThrows(LeaseLostException.class, () -> slept.retire(Set.of("a"), state(METRICS, 2)));
        assertThrows(LeaseLostException.class, () -> slept.save(state(METRICS, 2)));
        assertThrows(LeaseLostException.class, slept::renew);
        slept.close();

        assertEquals(digest, store.contentDigest());
        assertEquals(Optional.of(state(METRICS, 1)), store.state(METRICS));
        assertEquals("later", store.holder(METRICS).orElseThrow().holder());
    }

    @Test
    void letsALeaseThatEndedWriteAsLongAsNobodyHasTakenTheStream() {
        StreamLease lease = store.lease(METRICS, "me", Duration.ofMillis(1)).orElseThrow();
        until(() -> store.holder(METRICS).isEmpty());

        lease.save(state(METRICS, 1));

        assertEquals(Optional.of(state(METRICS, 1)), store.state(METRICS));
    }

    @Test
    void refusesALeaseForTheStateOfAnotherStreamAndWithoutLength() {
        StreamLease lease = store.lease(METRICS, "me", LONG).orElseThrow();

        assertThrows(IllegalArgumentException.class, () -> lease.save(state(REQUESTS, 1)));
        assertThrows(IllegalArgumentException.class, () -> store.lease(REQUESTS, "me", Duration.ZERO));
        assertTrue(store.states().isEmpty());
    }

    @Test
    void triesWritesWithoutAnyTrace() {
        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1, 2)), state(METRICS, 1));
        store.revise(events("1", "2"), state(TICKETS, 1));
        String digest = store.contentDigest();
        StreamWrites rehearsal = store.rehearsal();

        assertEquals(
                new WriteResult(1, 1, 1, 0),
                rehearsal.replace(
                        List.of(hour(0)),
                        batch(numbers(key("cpu"), NOON, 5), numbers(key("new"), NOON, 7)),
                        state(METRICS, 2)));
        assertEquals(new WriteResult(1, 0, 0, 1), rehearsal.revise(events("2", "3"), state(TICKETS, 2)));
        assertEquals(new WriteResult(0, 0, 1, 0), rehearsal.retire(Set.of("1"), state(TICKETS, 2)));
        rehearsal.save(state(REQUESTS, 2));

        assertEquals(digest, store.contentDigest());
        assertEquals(List.of(state(METRICS, 1), state(TICKETS, 1)), store.states());
        assertEquals(List.of(), store.tombstones(TICKETS, DAY));
    }

    @Test
    void rehearsesAsItWillBe() {
        long seed = 20_261_123L;
        Random random = new Random(seed);
        for (int i = 1; i <= 25; i++) {
            Telemetry.RandomWrite write = Telemetry.randomWrite(random);
            StreamState state = state(write.stream(), i);
            String before = store.contentDigest();
            WriteResult told = write.retired().isEmpty()
                    ? write.hours().isEmpty()
                            ? store.rehearsal().revise(write.batch(), state)
                            : store.rehearsal()
                                    .replace(
                                            write.hours().stream()
                                                    .map(Telemetry::hour)
                                                    .toList(),
                                            write.batch(),
                                            state)
                    : store.rehearsal().retire(write.retired(), state);

            assertEquals(before, store.contentDigest(), "seed " + seed + ", write " + i);
            assertEquals(told, write.applyTo(store, i), "seed " + seed + ", write " + i);
        }
    }

    @Test
    void remembersWhatWasRetiredUntilItComesBack() {
        store.revise(events("1", "2", "3"), state(TICKETS, 1));

        store.retire(Set.of("1", "3", "never seen"), state(TICKETS, 2));

        Instant at = state(TICKETS, 2).updatedAt();
        assertEquals(
                List.of(new Tombstone(TICKETS, "1", NOON, at), new Tombstone(TICKETS, "3", NOON, at)),
                store.tombstones(TICKETS, DAY));
        assertEquals(List.of(), store.tombstones(TICKETS, hour(1)));
        assertEquals(List.of(), store.tombstones(METRICS, DAY));

        store.revise(events("3"), state(TICKETS, 3));

        assertEquals(List.of(new Tombstone(TICKETS, "1", NOON, at)), store.tombstones(TICKETS, DAY));
    }

    @Test
    void setsRecordsAsideUntilTheirWindowIsReplaced() {
        TelemetryBatch batch = batch(numbers(key("cpu"), NOON, 1));
        batch.setAside(poison(METRICS, "b", NOON, "no number"));
        batch.setAside(poison(METRICS, "a", NOON.plusSeconds(1), "no time"));
        store.replace(List.of(hour(0)), batch, state(METRICS, 1));
        TelemetryBatch next = new TelemetryBatch();
        next.setAside(poison(METRICS, "c", NOON.plus(HOUR), "too long"));
        store.replace(List.of(hour(1)), next, state(METRICS, 2));

        assertEquals(
                List.of("a", "b", "c"),
                store.setAside(METRICS).stream().map(SetAside::vendorId).toList());
        assertEquals(
                poison(METRICS, "a", NOON.plusSeconds(1), "no time"),
                store.setAside(METRICS).get(0));
        assertEquals(List.of(), store.setAside(REQUESTS));

        store.replace(List.of(hour(0)), batch(numbers(key("cpu"), NOON, 1)), state(METRICS, 3));

        assertEquals(List.of(poison(METRICS, "c", NOON.plus(HOUR), "too long")), store.setAside(METRICS));
    }

    @Test
    void setsRecordsAsideUntilTheyAreDelivered() {
        TelemetryBatch batch = events("1");
        batch.setAside(poison(TICKETS, "2", NOON, "no status"));
        batch.setAside(poison(TICKETS, "3", NOON, "no status"));
        store.revise(batch, state(TICKETS, 1));
        TelemetryBatch again = events("1");
        again.setAside(poison(TICKETS, "3", NOON, "still no status"));

        store.revise(again, state(TICKETS, 2));
        assertEquals(2, store.setAside(TICKETS).size());
        store.revise(events("2"), state(TICKETS, 3));

        assertEquals(List.of(poison(TICKETS, "3", NOON, "still no status")), store.setAside(TICKETS));
    }

    @Test
    void countsNoRecordSetAsideAsARowAndRefusesAForeignOne() {
        TelemetryBatch batch = new TelemetryBatch();
        batch.setAside(poison(METRICS, "a", NOON, "odd"));
        assertEquals(WriteResult.none(), store.replace(List.of(hour(0)), batch, state(METRICS, 1)));

        assertThrows(IllegalArgumentException.class, () -> store.revise(batch, state(TICKETS, 1)));
        assertEquals(List.of(), store.setAside(TICKETS));
    }

    @Test
    void readsWhatWasKnownOfTheStreamsAtAnInstant() {
        StreamCompleteness failed = StreamCompleteness.failed(METRICS, NOON, "no answer");
        Instant second = state(METRICS, 2).updatedAt();
        store.save(state(METRICS, 1));
        store.save(new StreamState(METRICS, NOON, null, second, failed));
        store.save(state(TICKETS, 3));
        store.save(state(METRICS, 4));

        assertEquals(List.of(), knownOf(0));
        assertEquals(List.of(state(METRICS, 1).completeness()), knownOf(1));
        assertEquals(List.of(failed), knownOf(2));
        assertEquals(List.of(failed, state(TICKETS, 3).completeness()), knownOf(3));
        assertEquals(List.of(state(METRICS, 4).completeness(), state(TICKETS, 3).completeness()), knownOf(4));
    }

    @Test
    void keepsTheLastStatementOfARunUnderItsInstant() {
        StreamCompleteness whole = state(METRICS, 1).completeness();
        Instant at = state(METRICS, 1).updatedAt();
        store.save(new StreamState(METRICS, NOON, null, at, StreamCompleteness.failed(METRICS, NOON, "not yet")));
        store.save(new StreamState(METRICS, NOON, null, at, whole));
        store.save(state(METRICS, 5));

        assertEquals(List.of(whole), knownOf(1));
    }

    @Test
    void keepsHowRunsWentAndHowRegularlyAStreamDelivers() {
        StreamState state = new StreamState(
                METRICS,
                NOON,
                null,
                NOON,
                StreamCompleteness.complete(METRICS, NOON),
                new Attempts(3, NOON.plusSeconds(90), NOON.minusSeconds(1)),
                new Pulse(NOON.minus(HOUR), NOON, Duration.ofMillis(61_001), 17, NOON.plusNanos(5)));

        store.save(state);

        assertEquals(Optional.of(state), store.state(METRICS));
    }

    @Test
    void saysWhatItHolds() {
        store.revise(events("1", "2", "3"), state(TICKETS, 1));
        store.retire(Set.of("3"), state(TICKETS, 2));

        assertEquals(2, store.status().rows().get("events"));
        assertEquals(1, store.status().rows().get("tombstones"));
        assertEquals(1, store.status().rows().get("streams"));
        assertFalse(store.status().kind().isBlank());
        assertFalse(store.status().place().isBlank());
    }

    private List<StreamCompleteness> knownOf(int second) {
        return new ArrayList<>(
                store.read(new WindowQuery(DAY, null, state(METRICS, second).updatedAt()))
                        .completeness()
                        .streams());
    }

    private StreamLease whenFree(String stream, String holder) {
        List<StreamLease> taken = new ArrayList<>();
        until(() -> {
            store.lease(stream, holder, LONG).ifPresent(taken::add);
            return !taken.isEmpty();
        });
        return taken.get(0);
    }

    /** Waits for what only the time of a store's own clock brings about. */
    private static void until(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it took longer than 20 s");
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static TelemetryBatch events(String... vendorIds) {
        TelemetryBatch batch = new TelemetryBatch();
        for (String vendorId : vendorIds) {
            batch.event(alert(TICKETS, vendorId, NOON));
        }
        return batch;
    }

    private static SetAside poison(String stream, String vendorId, Instant time, String reason) {
        return new SetAside(stream, vendorId, time, reason, "{\"odd\":\"\u00e4'\"}");
    }
}
