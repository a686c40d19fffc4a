package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.TranslatedLogs;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What sampling does to counts and percentiles, from the stored rows through the module's own queries to the series. Of a
 * population that is known, one in n is stored and stands for n.
 *
 * <p>Counts are exact. Percentiles lie within the histogram's bound, 2.2 %, of those of the sample; and the sample's own
 * lie, among the sorted population, within the binomial error of the rank: {@code z * sqrt(p (1 - p) / m)} for {@code m}
 * stored rows, with z = 4.
 */
class SampledTelemetryTest {

    /** A multiple of each sampling rate, so that the sample stands for exactly as many. */
    private static final int POPULATION = 70_000;

    private static final double HISTOGRAM_BOUND = 0.022;
    private static final double Z = 4;
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final Workspace PRODUCTION = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");

    private record Request(Instant at, double durationMs, boolean success) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void givesTrueCountsAndPercentilesWithinTheBound(int itemCount) throws SQLException {
        long seed = 20261122L + itemCount;
        List<Request> population = population(new Random(seed));
        List<Request> sample = new ArrayList<>();
        for (int i = 0; i < POPULATION; i += itemCount) {
            sample.add(population.get(i));
        }

        TelemetryBatch batch = new TelemetryBatch();
        StreamCompleteness completeness;
        try (TranslatedLogs logs = new TranslatedLogs()) {
            logs.add(
                    "AppRequests",
                    sample.stream().map(request -> row(request, itemCount)).toList());
            MeasuredStream stream =
                    new RequestsStream(List.of(PRODUCTION), logs, new AzureEntities(AzureEndpoints.PUBLIC));
            completeness = stream.read(HOUR, batch);
        }

        ExponentialHistogram histogram = ExponentialHistogram.empty();
        for (Series series : batch.series()) {
            if (series instanceof HistogramSeries durations) {
                histogram = histogram.merge(durations.merged(HOUR));
            }
        }
        long failedInSample =
                sample.stream().filter(request -> !request.success()).count();
        assertThat(sum(batch, Metrics.REQUEST_COUNT)).isEqualTo(POPULATION);
        assertThat(histogram.count()).isEqualTo(POPULATION);
        assertThat(sum(batch, Metrics.REQUEST_FAILURES)).isEqualTo((double) failedInSample * itemCount);
        assertThat(completeness.samplingFactor()).isEqualTo(itemCount);

        double trueRate =
                population.stream().filter(request -> !request.success()).count() / (double) POPULATION;
        double rate = sum(batch, Metrics.REQUEST_FAILURES) / POPULATION;
        assertThat(Math.abs(rate - trueRate))
                .as("failure rate, seed %s", seed)
                .isLessThanOrEqualTo(rankError(trueRate, sample.size(), itemCount));
        double[] truth = sorted(population);
        double[] stored = sorted(sample);
        for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
            double estimate = histogram.quantile(share);
            double ofSample = at(stored, share);
            assertThat(Math.abs(estimate - ofSample) / ofSample)
                    .as("p%s of the sample, seed %s", share * 100, seed)
                    .isLessThan(HISTOGRAM_BOUND);
            double error = rankError(share, sample.size(), itemCount);
            assertThat(estimate)
                    .as("p%s of the population, seed %s", share * 100, seed)
                    .isBetween(
                            at(truth, share - error) * (1 - HISTOGRAM_BOUND),
                            at(truth, Math.min(1, share + error)) * (1 + HISTOGRAM_BOUND));
        }
    }

    /** Half a rank more, as ranks are whole; nothing where nothing was left out. */
    private static double rankError(double share, int stored, int itemCount) {
        return itemCount == 1 ? 0 : Z * Math.sqrt(share * (1 - share) / stored) + 0.5 / stored;
    }

    private static List<Request> population(Random random) {
        List<Request> population = new ArrayList<>();
        for (int i = 0; i < POPULATION; i++) {
            Instant at = HOUR.from().plusMillis(random.nextInt(3_600_000));
            boolean slow = random.nextInt(20) == 0;
            double durationMs = Math.exp(random.nextGaussian() * 0.8 + (slow ? 7 : 4));
            population.add(new Request(at, durationMs, random.nextInt(slow ? 10 : 100) > 0));
        }
        Collections.shuffle(population, random);
        return population;
    }

    private static Map<String, Object> row(Request request, int itemCount) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("TimeGenerated", request.at());
        row.put("AppRoleName", "checkout");
        row.put("Name", "POST /orders");
        row.put("Success", request.success());
        row.put("DurationMs", request.durationMs());
        row.put("ItemCount", itemCount);
        return row;
    }

    private static double[] sorted(List<Request> requests) {
        return requests.stream()
                .mapToDouble(request -> request.durationMs() / 1000)
                .sorted()
                .toArray();
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static double sum(TelemetryBatch batch, String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .flatMap(series -> series instanceof NumberSeries numbers ? Stream.of(numbers) : Stream.empty())
                .flatMapToDouble(numbers -> Arrays.stream(numbers.values()))
                .sum();
    }
}
