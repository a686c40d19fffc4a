package io.throughline.core.testkit;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.histogram;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.state;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The part of the stores' contract about points that come in many ways: what is read is always the same. */
abstract class StorePointsContract extends StoreRetentionContract {

    @Test
    void takesPointsThatComeMinuteByMinute() {
        double[] values = new double[60];
        for (int minute = 0; minute < 60; minute++) {
            values[minute] = minute % 7;
            WriteResult result = store.replace(
                    List.of(hour(0)),
                    batch(numbers(key("cpu"), NOON, Arrays.copyOf(values, minute + 1))),
                    state(METRICS, minute));

            assertEquals(new WriteResult(1, 0, 0, minute), result);
        }

        assertEquals(
                List.of(numbers(key("cpu"), NOON, values)),
                store.read(WindowQuery.all(DAY)).series());
        for (int minute = 0; minute < 60; minute += 13) {
            Instant at = state(METRICS, minute).updatedAt();
            assertEquals(
                    List.of(numbers(key("cpu"), NOON, Arrays.copyOf(values, minute + 1))),
                    store.read(new WindowQuery(DAY, null, at)).series());
        }
    }

    @Test
    void takesPointsOfEveryStepAndOfTimesBeforeTheEpoch() {
        Instant start = Instant.parse("1969-12-30T00:00:00Z");
        TimeWindow years = new TimeWindow(start, start.plus(Duration.ofDays(1_500)));
        List<io.throughline.core.telemetry.Series> all = new ArrayList<>();
        for (long seconds : List.of(1L, 60L, 300L, 900L, 3_600L, 86_400L, 604_800L)) {
            long[] times = new long[150];
            double[] values = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = start.plusSeconds(seconds * i).toEpochMilli();
                values[i] = i;
            }
            all.add(NumberSeries.of(key("every-" + seconds), Duration.ofSeconds(seconds), times, values));
        }
        all.sort((a, b) -> a.key().compareTo(b.key()));

        store.replace(
                List.of(years), batch(all.toArray(new io.throughline.core.telemetry.Series[0])), state(METRICS, 1));

        assertEquals(all, store.read(WindowQuery.all(years)).series());
        TimeWindow part = new TimeWindow(start.plus(Duration.ofHours(20)), start.plus(Duration.ofDays(9)));
        assertEquals(
                all.stream()
                        .map(series -> series.slice(part))
                        .filter(series -> series.size() > 0)
                        .toList(),
                store.read(WindowQuery.all(part)).series());
    }

    @Test
    void readsTheSameAsTheInMemoryStoreHoweverPointsCome() {
        long seed = 20_261_125L;
        Random random = new Random(seed);
        try (TelemetryStore reference = new InMemoryTelemetryStore()) {
            for (int i = 1; i <= 150; i++) {
                String words = "seed " + seed + ", write " + i;
                StreamState state = state(METRICS, i);
                if (random.nextInt(3) == 0) {
                    TelemetryBatch revision = batch(randomNumbers(random, DAY.from(), 20, random.nextInt(1_000)));
                    assertEquals(reference.revise(revision, state), store.revise(revision, state), words);
                } else {
                    Instant from = NOON.plusSeconds(60L * (random.nextInt(300) - 150));
                    TimeWindow window = new TimeWindow(from, from.plusSeconds(60L * (1 + random.nextInt(90))));
                    TimeWindow other = new TimeWindow(
                            window.to().plusSeconds(60), window.to().plusSeconds(300));
                    TelemetryBatch batch = new TelemetryBatch();
                    int minutes = (int) window.length().toMinutes();
                    batch.series(randomNumbers(random, window.from(), minutes, 0));
                    batch.series(randomHistograms(random, window.from(), minutes));
                    List<TimeWindow> windows = random.nextBoolean() ? List.of(window, other) : List.of(window);
                    assertEquals(reference.replace(windows, batch, state), store.replace(windows, batch, state), words);
                }
            }
            assertEquals(reference.contentDigest(), store.contentDigest(), "seed " + seed);
            for (int i = 0; i <= 150; i += 9) {
                WindowQuery query = new WindowQuery(DAY, null, state(METRICS, i).updatedAt());
                assertEquals(reference.read(query), store.read(query), "seed " + seed + ", known at write " + i);
            }
        }
    }

    private static NumberSeries randomNumbers(Random random, Instant start, int minutes, int offset) {
        long[] times = randomTimes(random, start.plusSeconds(60L * offset), minutes);
        double[] values = random.ints(times.length, 0, 3).asDoubleStream().toArray();
        return NumberSeries.of(key("cpu"), Duration.ofMinutes(1), times, values);
    }

    private static HistogramSeries randomHistograms(Random random, Instant start, int minutes) {
        long[] times = randomTimes(random, start, minutes);
        List<ExponentialHistogram> histograms = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            histograms.add(histogram(1 + random.nextInt(2)));
        }
        SeriesKey key = SeriesKey.of(Telemetry.resource("app"), "duration", Unit.SECONDS, SeriesKind.HISTOGRAM);
        return HistogramSeries.of(key, Duration.ofMinutes(1), times, histograms);
    }

    private static long[] randomTimes(Random random, Instant start, int minutes) {
        TreeSet<Long> times = new TreeSet<>();
        for (int minute = 0; minute < minutes; minute++) {
            if (random.nextInt(4) > 0) {
                times.add(start.plusSeconds(60L * minute).toEpochMilli());
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
