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
import io.throughline.azure.PacedTime;
import io.throughline.core.http.RetryPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each plane under a service that refuses and fails at random, in every way that is documented, with many callers. */
class ThrottleStormTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int CALLERS = 12;
    private static final int CALLS = 40;

    static Stream<Arguments> planes() {
        String subscription = "/subscriptions/s";
        return Stream.of(
                Arguments.of(PlaneLimits.logs(4), List.of("/v1/workspaces/w/query")),
                Arguments.of(PlaneLimits.metrics(), List.of(subscription + "/metrics:getBatch")),
                Arguments.of(
                        PlaneLimits.resourceManager(),
                        List.of(
                                "/providers/Microsoft.ResourceGraph/resources",
                                subscription + "/providers/Microsoft.AlertsManagement/alerts",
                                subscription + "/providers/Microsoft.Insights/eventtypes/management/values",
                                subscription)),
                Arguments.of(
                        PlaneLimits.cost(),
                        List.of(
                                subscription + "/providers/Microsoft.CostManagement/query",
                                "/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.CostManagement/query",
                                subscription + "/providers/Microsoft.Consumption/budgets")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planes")
    void makesNoCallBeforeItMayBe(PlaneLimits limits, List<String> paths) throws Exception {
        Service service = callThrough(limits, paths, 25);

        assertThat(service.refusals).hasSizeGreaterThan(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planes")
    void keepsToTheRatesWithoutBeingTold(PlaneLimits limits, List<String> paths) throws Exception {
        Service service = callThrough(limits, paths, 0);

        assertThat(service.refusals).isEmpty();
    }

    private static Service callThrough(PlaneLimits limits, List<String> paths, int percentOfFailures) throws Exception {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        String told = limits.plane() + ", seed " + seed + " (-Dthroughline.seed)";
        Service service = new Service(seed, new PacedTime(NOON), percentOfFailures);
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .httpClient(service)
                .policies(new ThrottlePolicy(patient(limits), service.time, service.time))
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(seed + caller);
                int first = caller * CALLS;
                running.add(callers.submit(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        String path = paths.get(random.nextInt(paths.size()));
                        int weight = 1 + random.nextInt(4);
                        assertThat(service.call(pipeline, path + "?call=" + (first + call), weight))
                                .isEqualTo(200);
                    }
                }));
            }
            for (Future<?> caller : running) {
                caller.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }

        service.check(limits, told);
        return service;
    }

    /** Calls that nobody gives up: with so many refusals some would wait in turn for longer than they may take. */
    private static PlaneLimits patient(PlaneLimits limits) {
        RetryPolicy retries = limits.retries();
        return new PlaneLimits(
                limits.plane(),
                limits.concurrency(),
                limits.repeatsGatewayTimeouts(),
                limits.waitUntold(),
                limits.refusesWith503(),
                limits.rates(),
                new RetryPolicy(
                        retries.maxAttempts(),
                        retries.firstWait(),
                        retries.longestWait(),
                        retries.jitter(),
                        Duration.ofDays(1)));
    }

    /** A call as the service saw it. */
    private record Sent(int sequence, HttpRequest request, int weight, Duration at, int begun) {}

    /** A refusal: from when the policy has it in hand, until when nobody may call. */
    private static final class Refusal {

        private final Duration at;
        private final Duration until;
        private int inHand = Integer.MAX_VALUE;

        Refusal(Duration at, Duration until) {
            this.at = at;
            this.until = until;
        }
    }

    private static final class Service implements HttpClient {

        private static final int MOST_FAILURES = 3;

        private final PacedTime time;
        private final int percentOfFailures;
        private final Random random;
        private final List<Sent> sent = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final Map<String, Integer> failures = new HashMap<>();
        private final ThreadLocal<int[]> caller = ThreadLocal.withInitial(() -> new int[2]);
        private int sequence;
        private int inFlight;
        private int mostInFlight;

        Service(long seed, PacedTime time, int percentOfFailures) {
            this.percentOfFailures = percentOfFailures;
            this.random = new Random(seed);
            this.time = time;
        }

        int call(HttpPipeline pipeline, String path, int weight) {
            synchronized (this) {
                caller.get()[0] = sequence++;
                caller.get()[1] = weight;
            }
            HttpRequest request = new HttpRequest(HttpMethod.POST, "https://localhost" + path);
            try (HttpResponse response =
                    pipeline.sendSync(request, new CallNotes().weighing(weight).context())) {
                return response.getStatusCode();
            } finally {
                time.arrived();
            }
        }

        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
            return Mono.error(new IllegalStateException("only on the caller's thread"));
        }

        @Override
        public HttpResponse sendSync(HttpRequest request, Context context) {
            try {
                Duration taken;
                synchronized (this) {
                    sent.add(new Sent(sequence++, request, caller.get()[1], time.passed(), caller.get()[0]));
                    mostInFlight = Math.max(mostInFlight, ++inFlight);
                    taken = Duration.ofMillis(percentOfFailures == 0 ? 1 : 10 + random.nextInt(400));
                }
                time.arrived();
                time.await(taken);
                synchronized (this) {
                    inFlight--;
                    return answer(request);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                time.answered();
            }
        }

        private HttpResponse answer(HttpRequest request) {
            String key = request.getUrl().toString();
            boolean fails =
                    random.nextInt(100) < percentOfFailures && failures.merge(key, 1, Integer::sum) <= MOST_FAILURES;
            HttpHeaders headers = new HttpHeaders();
            if (!fails) {
                return new ReplayedResponse(request, 200, headers, new byte[0]);
            }
            int seconds = 1 + random.nextInt(20);
            int status = random.nextInt(4) == 0 ? 503 : 429;
            switch (random.nextInt(9)) {
                case 0 -> headers.set(HttpHeaderName.RETRY_AFTER, String.valueOf(seconds));
                case 1 ->
                    headers.set(
                            HttpHeaderName.RETRY_AFTER,
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    // A date has no parts of a second.
                                    NOON.plus(time.passed())
                                            .plusSeconds(seconds)
                                            .plusMillis(999)
                                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                            .atOffset(ZoneOffset.UTC)));
                case 2 -> set(headers, "retry-after-ms", seconds * 1000);
                case 3 -> set(headers, "x-ms-retry-after-ms", seconds * 1000);
                case 4 ->
                    headers.set(
                            HttpHeaderName.fromString("x-ms-user-quota-resets-after"),
                            String.format(java.util.Locale.ROOT, "00:00:%02d", seconds));
                case 5 -> {
                    set(headers, "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", seconds);
                    set(headers, "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", 1);
                    set(headers, "Retry-After", 1);
                }
                case 6 -> {
                    set(headers, "x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after", seconds);
                    set(headers, "x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after", 1);
                }
                case 7 -> set(headers, "x-ms-ratelimit-microsoft.consumption-retry-after", seconds);
                default -> {
                    // Without a word the pipeline's own wait counts, which other tests are about.
                    return new ReplayedResponse(request, status, headers, new byte[0]);
                }
            }
            Duration now = time.passed();
            Refusal refusal = new Refusal(now, now.plusSeconds(seconds));
            refusals.add(refusal);
            return new Refused(request, status, headers, () -> inHand(refusal));
        }

        private synchronized void inHand(Refusal refusal) {
            refusal.inHand = Math.min(refusal.inHand, sequence++);
        }

        private static void set(HttpHeaders headers, String name, int value) {
            headers.set(HttpHeaderName.fromString(name), String.valueOf(value));
        }

        synchronized void check(PlaneLimits limits, String told) {
            assertThat(mostInFlight).as(told).isLessThanOrEqualTo(limits.concurrency());
            for (Refusal refusal : refusals) {
                for (Sent call : sent) {
                    // Calls that were on their way at the very instant of the refusal could not know of it.
                    boolean knows = call.at().compareTo(refusal.at) > 0 || call.begun() > refusal.inHand;
                    assertThat(knows && call.at().compareTo(refusal.until) < 0)
                            .as("%s: %s although refused at %s until %s", told, call, refusal.at, refusal.until)
                            .isFalse();
                }
            }
            for (CallRate rate : limits.rates()) {
                Map<String, List<Sent>> byKey = new HashMap<>();
                sent.forEach(call -> rate.key()
                        .apply(call.request())
                        .ifPresent(key -> byKey.computeIfAbsent(key, none -> new ArrayList<>())
                                .add(call)));
                byKey.values().forEach(calls -> checkRate(rate, calls, told));
            }
        }

        private static void checkRate(CallRate rate, List<Sent> calls, String told) {
            for (Sent last : calls) {
                int within = calls.stream()
                        .filter(call -> call.at().compareTo(last.at()) <= 0
                                && call.at().plus(rate.within()).compareTo(last.at()) > 0)
                        .mapToInt(call -> rate.weighed() ? call.weight() : 1)
                        .sum();
                assertThat(within)
                        .as("%s: within %s until %s", told, rate.within(), last.at())
                        .isLessThanOrEqualTo(rate.most());
            }
        }
    }

    /** Tells when the policy has read it and lets it go. */
    private static final class Refused extends HttpResponse {

        private final ReplayedResponse whole;
        private final Runnable closed;

        Refused(HttpRequest request, int status, HttpHeaders headers, Runnable closed) {
            super(request);
            this.whole = new ReplayedResponse(request, status, headers, new byte[0]);
            this.closed = closed;
        }

        @Override
        public int getStatusCode() {
            return whole.getStatusCode();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return whole.getHeaders().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return whole.getHeaders();
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return whole.getBody();
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return whole.getBodyAsByteArray();
        }

        @Override
        public Mono<String> getBodyAsString() {
            return whole.getBodyAsString();
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return whole.getBodyAsString(charset);
        }

        @Override
        public void close() {
            closed.run();
        }
    }
}
