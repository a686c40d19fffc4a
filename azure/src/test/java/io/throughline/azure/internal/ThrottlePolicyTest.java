package io.throughline.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.TestTime;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class ThrottlePolicyTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TestTime time = TestTime.at(NOON);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After | 7 | 7",
                "Retry-After | Sun, 22 Nov 2026 12:00:09 GMT | 9",
                "Retry-After | Sun, 22 Nov 2026 11:00:00 GMT | 0",
                "retry-after-ms | 1500 | 1.5",
                "x-ms-retry-after-ms | 2500 | 2.5",
                "x-ms-user-quota-resets-after | 00:00:05 | 5",
                "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after | 12 | 12",
                "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after | 13 | 13",
                "x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after | 14 | 14",
                "x-ms-ratelimit-microsoft.costmanagement-client-retry-after | 15 | 15",
                "x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after | 17 | 17",
                "x-ms-ratelimit-microsoft.consumption-retry-after | 16 | 16"
            })
    void waitsByWhicheverHeaderNamesATime(String header, String value, double seconds) {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.fromString(header), value);

        Duration wait = WaitHeaders.read(headers, NOON).orElseThrow();

        assertThat(wait.toMillis() / 1000.0).isEqualTo(seconds);
    }

    @Test
    void waitsForTheLongestOfSeveral() {
        HttpHeaders headers = new HttpHeaders()
                .set(HttpHeaderName.RETRY_AFTER, "3")
                .set(HttpHeaderName.fromString("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after"), "40");

        assertThat(WaitHeaders.read(headers, NOON)).contains(Duration.ofSeconds(40));
    }

    @Test
    void makesNoOtherCallBeforeTheInstantThatOneWasTold() {
        Deque<Integer> statuses = new ArrayDeque<>(List.of(429, 200, 200));
        List<Instant> sent = new ArrayList<>();
        HttpPipeline pipeline = pipeline(4, request -> {
            sent.add(time.instant());
            int status = statuses.pop();
            return answer(request, status, status == 429 ? "30" : null);
        });

        assertThat(send(pipeline)).isEqualTo(200);
        assertThat(send(pipeline)).isEqualTo(200);

        assertThat(sent).containsExactly(NOON, NOON.plusSeconds(30), NOON.plusSeconds(30));
    }

    @Test
    void givesUpAtOnceWhereTheWaitIsLongerThanAnybodyWouldWant() {
        HttpPipeline pipeline = pipeline(4, request -> answer(request, 429, "3600"));

        assertThat(send(pipeline)).isEqualTo(429);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void growsItsOwnWaitsWhereTheServiceFailsWithoutAWord() {
        Deque<Integer> statuses = new ArrayDeque<>(List.of(503, 500, 502, 200));
        HttpPipeline pipeline = pipeline(4, request -> answer(request, statuses.pop(), null));

        assertThat(send(pipeline)).isEqualTo(200);
        assertThat(time.waits())
                .containsExactly(Duration.ofMillis(800), Duration.ofMillis(1600), Duration.ofMillis(3200));
    }

    @Test
    void letsAtMostFourCallsRunAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch fourRun = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        HttpPipeline pipeline = pipeline(4, request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            fourRun.countDown();
            try {
                if (!goOn.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let the calls go on");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
            return answer(request, 200, null);
        });
        ExecutorService callers = Executors.newFixedThreadPool(12);
        try {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(callers.submit(() -> send(pipeline)));
            }
            assertThat(fourRun.await(10, TimeUnit.SECONDS)).isTrue();
            goOn.countDown();
            for (Future<Integer> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(200);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(most).hasValue(4);
    }

    @Test
    void stopsWaitingForItsTurnWhenInterrupted() {
        HttpPipeline pipeline = pipeline(1, request -> answer(request, 200, null));
        Thread.currentThread().interrupt();

        RuntimeException thrown = null;
        try {
            send(pipeline);
        } catch (RuntimeException e) {
            thrown = e;
        }

        assertThat(thrown).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private HttpPipeline pipeline(int concurrency, Function<HttpRequest, HttpResponse> service) {
        HttpClient client = new HttpClient() {
            @Override
            public Mono<HttpResponse> send(HttpRequest request) {
                return Mono.error(new IllegalStateException("only on the caller's thread"));
            }

            @Override
            public HttpResponse sendSync(HttpRequest request, Context context) {
                return service.apply(request);
            }
        };
        RetryPolicy retries =
                new RetryPolicy(5, Duration.ofMillis(800), Duration.ofMinutes(3), 0, Duration.ofMinutes(6));
        return new HttpPipelineBuilder()
                .httpClient(client)
                .policies(new ThrottlePolicy(
                        new PlaneLimits("test", concurrency, true, Duration.ofSeconds(10), false, List.of(), retries),
                        time,
                        time))
                .build();
    }

    private static HttpResponse answer(HttpRequest request, int status, @Nullable String retryAfter) {
        HttpHeaders headers = new HttpHeaders();
        if (retryAfter != null) {
            headers.set(HttpHeaderName.RETRY_AFTER, retryAfter);
        }
        return new ReplayedResponse(request, status, headers, new byte[0]);
    }

    private static int send(HttpPipeline pipeline) {
        try {
            HttpRequest request = new HttpRequest(
                    HttpMethod.GET, URI.create("https://localhost/x").toURL());
            return pipeline.sendSync(request, Context.NONE).getStatusCode();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
