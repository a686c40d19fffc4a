package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.throughline.azure.AzureClient;
import io.throughline.azure.LoopbackHttp;
import io.throughline.azure.LoopbackHttp.Answer;
import io.throughline.azure.LoopbackHttp.Asked;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.cost.CostType;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Thirty days of cost, page by page; at full size with {@code -Dthroughline.thorough=true}. */
class CostScaleTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeWindow THIRTY_DAYS =
            new TimeWindow(Instant.parse("2026-10-23T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));
    private static final long MEGABYTE = 1024 * 1024;

    private final boolean thorough = Boolean.getBoolean("throughline.thorough");
    private final TestTime time = TestTime.at(NOON);

    @ParameterizedTest(name = "{0} rows a day for each resource")
    @CsvSource({"1, 110", "24, 220"})
    void takesAsManyCallsAsPlannedAndLittleMemory(int rowsADay, int megabytes) {
        int resources = thorough ? 5000 : 250;
        Service service = new Service(resources, rowsADay, thorough);
        AzureClient client = AzureClient.builder(context -> Mono.just(new AccessToken(
                        "t", Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))))
                .httpClient(new LoopbackHttp(service::answer))
                .clock(time)
                .waiter(time)
                .build();
        InventoryIndex inventory = new InventoryIndex(
                IntStream.range(0, resources).mapToObj(CostScaleTest::resource).toList());
        CostStream stream = new CostStream(
                client.cost(),
                AzureScope.of(List.of(SUBSCRIPTION)),
                () -> inventory,
                new AzureEntities(AzureEndpoints.PUBLIC),
                new CostOptions(true, EnumSet.of(CostType.ACTUAL), "MeterCategory", rowsADay));
        StreamPlan plan = stream.plan(THIRTY_DAYS, Duration.ofHours(1)).orElseThrow();
        TelemetryBatch batch = new TelemetryBatch();
        long before = service.used();
        long begun = System.nanoTime();

        StreamCompleteness completeness = stream.read(THIRTY_DAYS, batch);

        long took = System.nanoTime() - begun;
        long after = service.used();
        long rows = 30L * resources * rowsADay;
        assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
        assertThat(service.calls).isEqualTo(plan.firstCalls()).isEqualTo((rows + 4999) / 5000);
        assertThat(batch.series()).hasSize(resources * rowsADay);
        assertThat(batch.series().stream().mapToLong(series -> series.size()).sum())
                .isEqualTo(rows);
        double sum = batch.series().stream()
                .mapToDouble(series -> java.util.Arrays.stream(((NumberSeries) series).values())
                        .sum())
                .sum();
        assertThat(sum).isCloseTo(service.millis / 1000.0, org.assertj.core.api.Assertions.withinPercentage(1e-9));
        if (thorough) {
            long peak = Math.max(service.peak, after) - before;
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows in %d pages: %.1f s with the service's part of %.1f s; heap in use after collections at most"
                            + " %d MB above the beginning, %d MB of it the batch%n",
                    rows,
                    service.calls,
                    took / 1e9,
                    service.nanos / 1e9,
                    peak / MEGABYTE,
                    (after - before) / MEGABYTE);
            assertThat(peak).isLessThan(megabytes * MEGABYTE);
        }
    }

    private static AzureResource resource(int number) {
        return new AzureResource(
                id(number),
                "r" + number,
                "Microsoft.Web/sites",
                "westeurope",
                "rg",
                SUBSCRIPTION,
                null,
                new TreeMap<>(),
                null,
                null,
                null);
    }

    private static String id(int number) {
        return "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/rg/providers/microsoft.web/sites/r" + number;
    }

    /** Answers with rows by day, resource and category, five thousand to a page. */
    private static final class Service {

        private static final Pattern TOKEN = Pattern.compile("skiptoken=(\\d+)");
        private static final int MEASURED_EVERY = 20;

        private final int resources;
        private final int rowsADay;
        private final boolean measures;
        private int calls;
        private long millis;
        private long peak;
        private long nanos;

        Service(int resources, int rowsADay, boolean measures) {
            this.resources = resources;
            this.rowsADay = rowsADay;
            this.measures = measures;
        }

        Answer answer(Asked asked) {
            long begun = System.nanoTime();
            if (calls++ % MEASURED_EVERY == 0) {
                peak = Math.max(peak, used());
            }
            Matcher token = TOKEN.matcher(asked.uri().getQuery());
            long first = token.find() ? Long.parseLong(token.group(1)) : 0;
            long end = Math.min(first + CostGateway.PAGE_ROWS, 30L * resources * rowsADay);
            StringBuilder body = new StringBuilder(1_200_000).append("{\"properties\":{\"nextLink\":");
            body.append(
                    end == 30L * resources * rowsADay
                            ? "null"
                            : "\"https://" + asked.uri().getHost() + asked.uri().getPath() + "?$skiptoken=" + end
                                    + "\"");
            body.append(
                    ",\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"UsageDate\",\"type\":\"Number\"},"
                            + "{\"name\":\"ResourceId\",\"type\":\"String\"},{\"name\":\"MeterCategory\",\"type\":\"String\"},"
                            + "{\"name\":\"Currency\",\"type\":\"String\"}],\"rows\":[");
            for (long row = first; row < end; row++) {
                long amount = row * 7919 % 100_003;
                millis += amount;
                long day = row / ((long) resources * rowsADay);
                body.append(row == first ? "[" : ",[")
                        .append(amount / 1000)
                        .append('.')
                        .append(String.format(Locale.ROOT, "%03d", amount % 1000))
                        .append(',')
                        .append(LocalDate.of(2026, 10, 23).plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE))
                        .append(",\"")
                        .append(id((int) (row / rowsADay % resources)))
                        .append("\",\"Category ")
                        .append(row % rowsADay)
                        .append("\",\"EUR\"]");
            }
            byte[] bytes = body.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
            nanos += System.nanoTime() - begun;
            return new Answer(200, java.util.Map.of("Content-Type", "application/json"), bytes);
        }

        /** Heap in use once what is not is collected, bytes. */
        long used() {
            if (!measures) {
                return 0;
            }
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
