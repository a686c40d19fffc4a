package io.throughline.correlation.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkersTest {

    private static final int PIECES = 500;

    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static List<Integer> squares() {
        return IntStream.range(0, PIECES).mapToObj(i -> i * i).toList();
    }

    private static int square(int i) {
        return i * i;
    }

    @Test
    void resultsAreInOrderHoweverManyWork() {
        for (int parallelism : new int[] {1, 2, 4, 600}) {
            assertThat(Workers.of(pool, parallelism).map(PIECES, WorkersTest::square))
                    .isEqualTo(squares());
        }
        assertThat(Workers.inline().map(PIECES, WorkersTest::square)).isEqualTo(squares());
        assertThat(Workers.of(pool, 4).map(0, WorkersTest::square)).isEmpty();
    }

    @Test
    void inlineMeansTheCallersThread() {
        assertThat(Workers.inline().map(20, i -> Thread.currentThread())).containsOnly(Thread.currentThread());
    }

    /** Each piece waits until as many are under way, so that fewer threads would never get on. */
    @Test
    void asManyWorkAtOnceAsWereAskedForTheCallerAmongThem() {
        CountDownLatch underWay = new CountDownLatch(4);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Workers.of(pool, 4).map(4, i -> {
            threads.add(Thread.currentThread());
            underWay.countDown();
            return await(underWay);
        });
        assertThat(threads).hasSize(4).contains(Thread.currentThread());
    }

    @Test
    void theCallerDoesWhatIsRefusedOrNeverBegun() {
        Workers refused = Workers.of(
                task -> {
                    throw new RejectedExecutionException();
                },
                4);
        assertThat(refused.map(PIECES, WorkersTest::square)).isEqualTo(squares());
        assertThat(Workers.of(task -> {}, 4).map(PIECES, WorkersTest::square)).isEqualTo(squares());
    }

    @Test
    void piecesMayShareTheirOwnWorkInAFullPool() {
        Workers workers = Workers.of(pool, 4);
        assertThat(workers.map(20, i -> workers.map(PIECES, WorkersTest::square)))
                .hasSize(20)
                .containsOnly(squares());
    }

    @Test
    void theFirstFailureInOrderIsThrownOnceNothingIsUnderWay() {
        CountDownLatch laterFailed = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        assertThatThrownBy(() -> Workers.of(pool, 4).map(PIECES, i -> {
                    underWay.incrementAndGet();
                    try {
                        if (i == 1) {
                            await(laterFailed);
                            throw new IllegalStateException("piece 1");
                        }
                        if (i == 3) {
                            laterFailed.countDown();
                            throw new AssertionError("piece 3");
                        }
                        return i;
                    } finally {
                        underWay.decrementAndGet();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("piece 1");
        assertThat(underWay).hasValue(0);
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        assertThat(Workers.of(pool, 4).map(PIECES, WorkersTest::square)).isEqualTo(squares());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void thereIsAtLeastTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(pool, 0))
                .withMessage("parallelism must be at least 1, was 0");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
