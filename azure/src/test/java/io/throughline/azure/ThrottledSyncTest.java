package io.throughline.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.throughline.azure.LoopbackHttp.Answer;
import io.throughline.azure.LoopbackHttp.Asked;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** A sync of many streams side by side while Azure refuses, fails and answers in part, at random. */
class ThrottledSyncTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final Set<String> STREAMS = Set.of(
            "azure/resources",
            "azure/requests",
            "azure/dependencies",
            "azure/exceptions",
            "azure/queries",
            "azure/metrics",
            "azure/alerts",
            "azure/cost",
            "azure/budgets");

    private final PacedTime time = new PacedTime(NOON);

    @Test
    @Timeout(120)
    void endsComplete() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        Service calm = new Service(seed, time, 0);
        InMemoryTelemetryStore expected = new InMemoryTelemetryStore();
        assertThat(sync(calm, expected).isComplete()).isTrue();

        Service angry = new Service(seed, time, 30);
        InMemoryTelemetryStore store = new InMemoryTelemetryStore();
        SyncReport report = sync(angry, store);

        String told = "seed " + seed + " (-Dthroughline.seed)";
        assertThat(report.failures()).as(told).isEmpty();
        assertThat(report.isComplete()).as(told).isTrue();
        assertThat(store.contentDigest()).as(told).isEqualTo(expected.contentDigest());
        assertThat(angry.refused).as(told).isGreaterThan(3);
        angry.mostInFlight.forEach((plane, most) ->
                assertThat(most).as("%s of %s", told, plane).isLessThanOrEqualTo(plane.equals("cost") ? 1 : 4));
        assertThat(angry.early).as(told).isEmpty();
    }

    private SyncReport sync(Service service, InMemoryTelemetryStore store) {
        AzureClient client = AzureClient.builder(context -> Mono.just(new AccessToken(
                        "t", Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))))
                .httpClient(new LoopbackHttp(service::answer))
                .clock(time)
                .waiter(time)
                .build();
        AzureScope scope = new AzureScope(
                List.of(SUBSCRIPTION),
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(Map.of("production", "0f9e8d7c-0000-4000-8000-0000000000bb")));
        AzureSource source = new AzureSource(client, scope, CostOptions.standard(), time, null);
        try {
            return SyncEngine.builder(store)
                    .source(source)
                    .clock(java.time.Clock.fixed(NOON, ZoneOffset.UTC))
                    .parallelism(8)
                    .build()
                    .run(
                            new SyncRequest(TimeWindow.endingAt(NOON, Duration.ofDays(3)), STREAMS, Set.of(), false),
                            SyncListener.none());
        } finally {
            time.arrived();
        }
    }

    private static final class Service {

        private static final int MOST_FAILURES = 3;

        private final PacedTime time;
        private final Random random;
        private final int percent;
        private final Map<String, Integer> failures = new HashMap<>();
        private final Map<String, Integer> inFlight = new HashMap<>();
        private final Map<String, Integer> mostInFlight = new TreeMap<>();
        /** By plane, from and until when nobody may call. */
        private final Map<String, List<Duration[]>> refusals = new HashMap<>();

        private final List<String> early = new ArrayList<>();
        private int refused;

        Service(long seed, PacedTime time, int percentOfFailures) {
            this.random = new Random(seed);
            this.time = time;
            this.percent = percentOfFailures;
        }

        Answer answer(Asked asked) {
            String plane = plane(asked);
            try {
                Duration taken;
                synchronized (this) {
                    Duration now = time.passed();
                    for (Duration[] refusal : refusals.getOrDefault(plane, List.of())) {
                        if (now.compareTo(refusal[0]) > 0 && now.compareTo(refusal[1]) < 0) {
                            early.add(plane + " at " + now + ", refused at " + refusal[0] + " until " + refusal[1]);
                        }
                    }
                    mostInFlight.merge(plane, inFlight.merge(plane, 1, Integer::sum), Math::max);
                    taken = Duration.ofMillis(20 + random.nextInt(300));
                }
                time.arrived();
                time.await(taken);
                synchronized (this) {
                    inFlight.merge(plane, -1, Integer::sum);
                    return outcome(asked, plane);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                time.answered();
            }
        }

        private Answer outcome(Asked asked, String plane) {
            String key = asked.method() + asked.uri() + asked.body();
            if (random.nextInt(100) >= percent || failures.merge(key, 1, Integer::sum) > MOST_FAILURES) {
                return calm(asked, plane);
            }
            if (plane.equals("logs") && random.nextInt(3) == 0) {
                return random.nextBoolean()
                        ? new Answer(
                                504, Map.of(), bytes("{\"error\":{\"code\":\"GatewayTimeout\",\"message\":\"late\"}}"))
                        : Answer.json("""
                                {"tables":[{"name":"PrimaryResult","columns":[],"rows":[]}],
                                 "error":{"code":"PartialError","message":"There were some errors when processing your query."}}
                                """);
            }
            refused++;
            int seconds = 1 + random.nextInt(15);
            int status = random.nextInt(4) == 0 ? 503 : 429;
            Map<String, String> headers = switch (random.nextInt(7)) {
                case 0 -> Map.of("Retry-After", String.valueOf(seconds));
                case 1 ->
                    Map.of(
                            "Retry-After",
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(NOON.plus(time.passed())
                                    .plusSeconds(seconds)
                                    .plusMillis(999)
                                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                    .atOffset(ZoneOffset.UTC)));
                case 2 -> Map.of("retry-after-ms", String.valueOf(seconds * 1000));
                case 3 -> Map.of("x-ms-user-quota-resets-after", "00:00:%02d".formatted(seconds));
                case 4 ->
                    Map.of(
                            "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after",
                            String.valueOf(seconds),
                            "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after",
                            "1");
                case 5 ->
                    Map.of("x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after", String.valueOf(seconds));
                default -> Map.of();
            };
            if (!headers.isEmpty()) {
                Duration now = time.passed();
                refusals.computeIfAbsent(plane, none -> new ArrayList<>())
                        .add(new Duration[] {now, now.plusSeconds(seconds)});
            }
            return new Answer(
                    status, headers, bytes("{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"slow\"}}"));
        }

        private static String plane(Asked asked) {
            String path = asked.uri().getPath();
            if (asked.uri().getHost().contains("loganalytics")) {
                return "logs";
            }
            if (asked.uri().getHost().contains("metrics")) {
                return "metrics";
            }
            return path.contains("CostManagement") || path.contains("Consumption") ? "cost" : "resource manager";
        }

        private static Answer calm(Asked asked, String plane) {
            String path = asked.uri().getPath();
            if (plane.equals("logs")) {
                return Answer.json("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[],\"rows\":[]}]}");
            }
            if (path.endsWith("/query")) {
                StringBuilder rows = new StringBuilder();
                for (int page = asked.uri().getQuery().contains("skiptoken") ? 20 : 21; page <= 22; page += 2) {
                    rows.append(rows.isEmpty() ? "" : ",")
                            .append("[1.25,")
                            .append(LocalDate.of(2026, 11, page).format(DateTimeFormatter.BASIC_ISO_DATE))
                            .append(",\"/subscriptions/s/resourcegroups/rg/providers/x/y/z\",\"A\",\"EUR\"]");
                }
                String next = asked.uri().getQuery().contains("skiptoken")
                        ? "null"
                        : "\"https://" + asked.uri().getHost() + path + "?$skiptoken=1\"";
                return Answer.json("{\"properties\":{\"nextLink\":" + next + """
                        ,"columns":[{"name":"Cost","type":"Number"},{"name":"UsageDate","type":"Number"},
                         {"name":"ResourceId","type":"String"},{"name":"MeterCategory","type":"String"},
                         {"name":"Currency","type":"String"}],"rows":[\
                        """ + rows + "]}}");
            }
            if (path.endsWith("/budgets")) {
                return Answer.json(
                        "{\"value\":[{\"id\":\"/subscriptions/" + SUBSCRIPTION
                                + "/providers/Microsoft.Consumption/budgets/b\",\"name\":\"b\",\"properties\":{\"category\":\"Cost\","
                                + "\"amount\":5,\"timeGrain\":\"Monthly\",\"currentSpend\":{\"amount\":1,\"unit\":\"EUR\"}}}]}");
            }
            if (path.endsWith("/resources")) {
                return Answer.json("{\"totalRecords\":1,\"count\":1,\"resultTruncated\":\"false\",\"data\":[{\"id\":\""
                        + "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Web/sites/app\","
                        + "\"name\":\"app\",\"type\":\"microsoft.web/sites\",\"location\":\"westeurope\","
                        + "\"resourceGroup\":\"rg\",\"subscriptionId\":\"" + SUBSCRIPTION + "\",\"tags\":{}}]}");
            }
            return Answer.json("{\"value\":[],\"values\":[]}");
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
