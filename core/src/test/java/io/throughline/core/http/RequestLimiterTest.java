package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What clients under one identity learn from a vendor's limits. */
class RequestLimiterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestTime time = TestTime.at(NOW);
    private final ScriptedTransport transport = new ScriptedTransport();
    private final RequestLimiter limiter = RequestLimiter.concurrent(4);
    private final List<CallReport> reports = new ArrayList<>();

    private RestClient client(RateLimit.Scope scope) {
        return RestClient.builder("vendor", URI.create("http://localhost"), transport)
                .retryPolicy(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(5), 0, Duration.ofMinutes(9)))
                .rateLimitHints((status, headers, now) -> new RateLimit(
                                10L,
                                headers.number("X-Remaining").isPresent()
                                        ? headers.number("X-Remaining").getAsLong()
                                        : null,
                                headers.number("X-Reset-In").isPresent()
                                        ? now.plusSeconds(
                                                headers.number("X-Reset-In").getAsLong())
                                        : null,
                                null)
                        .withScope(scope))
                .limiter(limiter)
                .observer(reports::add)
                .clock(time)
                .waiter(time)
                .build();
    }

    private static void call(RestClient client, String path) {
        client.get("read", path).fetchText();
    }

    @Test
    void aUsedUpBucketHoldsUpNoOther() {
        RestClient client = client(RateLimit.Scope.OPERATION);
        transport
                .answer(200, "{}", Map.of("X-Remaining", "0", "X-Reset-In", "30"))
                .answer(200, "{}")
                .answer(200, "{}");

        call(client, "/a");
        call(client, "/b");
        assertThat(time.waits()).isEmpty();

        call(client, "/a");
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));
        assertThat(client.timesThrottled()).isEqualTo(1);
    }

    @Test
    void aUsedUpQuotaHoldsUpEveryClientOfTheIdentity() {
        transport
                .answer(200, "{}", Map.of("X-Remaining", "0", "X-Reset-In", "30"))
                .answer(200, "{}");

        call(client(RateLimit.Scope.IDENTITY), "/a");
        call(client(RateLimit.Scope.IDENTITY), "/b");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void nearTheLimitTheCallsThatAreLeftAreSpreadOverTheWindow() {
        RestClient client = client(RateLimit.Scope.OPERATION);
        transport
                .answer(200, "{}", Map.of("X-Remaining", "1", "X-Reset-In", "60"))
                .answer(200, "{}", Map.of("X-Remaining", "9", "X-Reset-In", "60"))
                .answer(200, "{}");

        call(client, "/a");
        call(client, "/a");
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));

        // the new window is roomy
        call(client, "/a");
        assertThat(time.waits()).hasSize(1);
        // keeping a distance is no throttling
        assertThat(client.timesThrottled()).isZero();
    }

    @Test
    void aLimitOfOneThingOnlyPausesNobodyElse() {
        RestClient client = client(RateLimit.Scope.CALL);
        transport
                .answer(429, "{}", Map.of("Retry-After", "7"))
                .answer(200, "{}")
                .answer(200, "{}");

        call(client, "/a");
        call(client, "/a");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aServerWhoseClockIsOffIsWaitedForByItsOwnClock() {
        RestClient skewed = RestClient.builder("vendor", URI.create("http://localhost"), transport)
                .rateLimitHints((status, headers, now) -> new RateLimit(
                        10L,
                        headers.number("X-Remaining").orElse(10),
                        Instant.ofEpochSecond(headers.number("X-Reset").orElse(0)),
                        null))
                .limiter(limiter)
                .clock(time)
                .waiter(time)
                .build();
        Instant theirs = NOW.plus(Duration.ofHours(1));
        String reset = String.valueOf(theirs.plusSeconds(3).getEpochSecond());
        transport
                .answer(
                        200,
                        "{}",
                        Map.of("X-Remaining", "0", "X-Reset", reset, "Date", "Sun, 01 Mar 2026 13:00:00 GMT"))
                .answer(200, "{}");

        call(skewed, "/a");
        call(skewed, "/a");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void afterARefusalFewerCallsRunAtOnceUntilAnswersComeAgain() throws InterruptedException {
        RateLimit limit = RateLimit.UNKNOWN.withScope(RateLimit.Scope.OPERATION);
        limiter.refused("a", limit, Duration.ZERO, time);
        limiter.refused("a", limit, Duration.ZERO, time);

        assertThat(mostAtOnce("a")).isEqualTo(1);
        assertThat(mostAtOnce("b")).isEqualTo(4);
        for (int answer = 0; answer < 60; answer++) {
            limiter.answered("a", limit, Duration.ofNanos(-1), time);
        }
        assertThat(mostAtOnce("a")).isEqualTo(4);
    }

    @Test
    void theObserverIsToldOfEachAttempt() {
        transport
                .answer(503, "{}", Map.of("X-Request-Id", "r-1"))
                .answer(200, "{}", Map.of("X-Request-Id", "r-2", "Date", "Sun, 01 Mar 2026 12:00:01 GMT"));

        call(client(RateLimit.Scope.OPERATION), "/a");

        assertThat(reports).extracting(CallReport::status).containsExactly(503, 200);
        assertThat(reports).extracting(CallReport::requestId).containsExactly("r-1", "r-2");
        assertThat(reports.get(1).serverTime()).isEqualTo(Instant.parse("2026-03-01T12:00:01Z"));
        assertThat(reports.get(1).bucket()).isEqualTo("GET /a");
    }

    /** Sends six callers at the same time, and counts how many are in when all of them have come to rest. */
    private int mostAtOnce(String bucket) throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            Thread thread = new Thread(() -> {
                try {
                    limiter.acquire(bucket, time);
                    inside.incrementAndGet();
                    leave.await();
                    limiter.release(bucket);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        int most = inside.get();
        leave.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return most;
    }
}
