package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.source.Tier;
import io.throughline.core.store.StreamState;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One at a time writes a stream, and whoever is stopped leaves nothing half done. */
@Timeout(30)
class SyncLeaseTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestTime clock = TestTime.at(NOON);
    private final LeasingStore store = new LeasingStore();
    private final LabStream points = LabStream.of("lab/points").filled(horizon());
    private final LabStream others = new LabStream("lab/others", Tier.WORK).filled(horizon());

    @Test
    void aStreamThatSomebodyElseReadsIsLeftToThem() {
        sync();
        StreamState before = store.state("lab/points").orElseThrow();
        store.steal("lab/points", "the other one");
        clock.advance(Duration.ofMinutes(1));

        SyncReport report = sync();

        StreamResult held = result(report, "lab/points");
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.failed()).isFalse();
        assertThat(held.completeness().notes()).anyMatch(note -> note.contains("the other one"));
        assertThat(store.state("lab/points")).contains(before);
        assertThat(result(report, "lab/others").outcome()).isEqualTo(Outcome.READ);
        assertThat(report.nextDue()).isBeforeOrEqualTo(clock.instant().plusSeconds(60));
    }

    @Test
    void aStreamThatIsTakenOverMeanwhileIsNotWritten() {
        points.before = window -> store.steal("lab/points", "the other one");

        SyncReport report = sync();

        assertThat(result(report, "lab/points").outcome()).isEqualTo(Outcome.HELD);
        assertThat(store.state("lab/points")).isEmpty();
        assertThat(store.leased()).containsExactly("lab/points");
        assertThat(result(report, "lab/others").outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void skippingDoesNotTouchWhatSomebodyElseReads() {
        store.steal("lab/points", "the other one");

        sync(new SyncRequest(horizon(), Set.of(), Set.of("lab/points"), false));

        assertThat(store.state("lab/points")).isEmpty();
    }

    @Test
    void leasesAreGivenBack() {
        sync();

        assertThat(store.leased()).isEmpty();
    }

    @Test
    void aLeaseIsRenewedWhileAReadLasts() throws InterruptedException {
        points.before = window -> store.renewals.acquireUninterruptibly(2);

        SyncReport report = SyncEngine.builder(store)
                .source(LabStream.source("lab", points))
                .clock(clock)
                .leaseLength(Duration.ofSeconds(1))
                .build()
                .run(SyncRequest.of(horizon()), SyncListener.none());

        assertThat(report.isComplete()).isTrue();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("throughline-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void twoSyncsAtOnceReadEachStreamOnce() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        points.before = window -> {
            reading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        SyncEngine engine = engine();
        AtomicReference<SyncReport> first = new AtomicReference<>();
        Thread other = new Thread(() -> first.set(engine.run(SyncRequest.of(horizon()), SyncListener.none())));
        other.start();
        reading.await();

        SyncReport second = engine.run(SyncRequest.of(horizon()), SyncListener.none());
        goOn.countDown();
        other.join();

        assertThat(result(second, "lab/points").outcome()).isEqualTo(Outcome.HELD);
        assertThat(first.get()).isNotNull().matches(SyncReport::isComplete);
        assertThat(points.reads).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anInterruptEndsItBetweenWritesAndTheNextSyncGoesOn(int reads) {
        Thread caller = Thread.currentThread();
        points.before = window -> {
            if (points.reads.size() == reads) {
                caller.interrupt();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        };

        assertThatThrownBy(this::sync).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(store.leased()).isEmpty();
        points.before = window -> {};
        points.reads.clear();
        assertThat(sync().isComplete()).isTrue();
        assertThat(points.reads).hasSizeLessThanOrEqualTo(4 - reads + 1);
        assertThat(store.contentDigest()).isEqualTo(uninterrupted());
    }

    @Test
    void aKilledBackFillIsNotCalledComplete() {
        points.before = window -> {
            if (points.reads.size() == 2) {
                throw new OutOfMemoryError("killed");
            }
        };

        assertThatThrownBy(this::sync).isInstanceOf(OutOfMemoryError.class);

        assertThat(store.state("lab/points").orElseThrow().completeness().state())
                .isEqualTo(State.PARTIAL);
        assertThat(store.leased()).isEmpty();
    }

    private String uninterrupted() {
        LeasingStore other = new LeasingStore();
        SyncEngine.builder(other)
                .source(LabStream.source("lab", points, others))
                .clock(clock)
                .build()
                .run(SyncRequest.of(horizon()), SyncListener.none());
        return other.contentDigest();
    }

    private SyncReport sync() {
        return sync(SyncRequest.of(horizon()));
    }

    private SyncReport sync(SyncRequest request) {
        return engine().run(request, SyncListener.none());
    }

    private SyncEngine engine() {
        return SyncEngine.builder(store)
                .source(LabStream.source("lab", points, others))
                .clock(clock)
                .build();
    }

    private TimeWindow horizon() {
        return TimeWindow.endingAt(NOON, Duration.ofHours(24));
    }

    private static StreamResult result(SyncReport report, String stream) {
        return report.streams().stream()
                .filter(result -> result.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }
}
