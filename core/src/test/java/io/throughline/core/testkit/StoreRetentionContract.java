package io.throughline.core.testkit;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.alert;
import static io.throughline.core.testkit.Telemetry.batch;
import static io.throughline.core.testkit.Telemetry.edge;
import static io.throughline.core.testkit.Telemetry.histogram;
import static io.throughline.core.testkit.Telemetry.histograms;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;
import static io.throughline.core.testkit.Telemetry.resource;
import static io.throughline.core.testkit.Telemetry.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.MaintenanceResult;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.store.WindowQuery.RolledUp;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of the stores' contract about what is kept how long, and in which grain. */
abstract class StoreRetentionContract extends StoreSharingContract {

    private static final Instant MIDNIGHT = NOON.truncatedTo(ChronoUnit.DAYS);
    private static final TimeWindow ALWAYS =
            new TimeWindow(MIDNIGHT.minus(Duration.ofDays(400)), MIDNIGHT.plus(Duration.ofDays(400)));
    private static final Retention HOURS_AFTER_A_DAY =
            new Retention(Duration.ofDays(1), Duration.ofHours(1), null, Duration.ofDays(3_000));

    /** Noon of a day later, so that what is of noon is more than a day old. */
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));

    @Test
    void rollsUpWhatIsOldAndLeavesTheRest() {
        Instant raw = MIDNIGHT.plus(Duration.ofDays(1));
        write(1, numbers(key("cpu"), NOON, 1, 2, 6), numbers(key("cpu"), raw, 5, 7));

        MaintenanceResult result = store.maintain(HOURS_AFTER_A_DAY, LATER);

        assertEquals(new MaintenanceResult(3, 1, 0, 0), result);
        assertEquals(Optional.of(raw), store.rawFrom());
        assertEquals(List.of(steps(key("cpu"), Duration.ofHours(1), NOON, 3)), read(before(raw)));
        assertEquals(List.of(numbers(key("cpu"), raw, 5, 7)), read(new TimeWindow(raw, ALWAYS.to())));
        Series both = read(ALWAYS).get(0);
        assertEquals(3, both.size());
        assertEquals(Optional.empty(), both.step());
    }

    @Test
    void givesEachSummaryOfARolledUpStep() {
        SeriesKey delta = ofKind("calls", SeriesKind.DELTA);
        SeriesKey maximum = ofKind("peak", SeriesKind.MAXIMUM);
        SeriesKey ratio = ofKind("share", SeriesKind.RATIO);
        write(1, numbers(delta, NOON, 4, 1, 7), numbers(maximum, NOON, 4, 1, 7, 2), numbers(ratio, NOON, 9, 3));
        store.maintain(HOURS_AFTER_A_DAY, LATER);

        assertEquals(List.of(12.0, 7.0, 3.0), summaries(RolledUp.USUAL));
        assertEquals(List.of(1.0, 1.0, 3.0), summaries(RolledUp.MIN));
        assertEquals(List.of(4.0, 3.5, 6.0), summaries(RolledUp.MEAN));
        assertEquals(List.of(7.0, 7.0, 9.0), summaries(RolledUp.MAX));
        assertEquals(List.of(7.0, 2.0, 3.0), summaries(RolledUp.LAST));
    }

    @Test
    void mergesHistograms() {
        write(1, histograms("duration", NOON, 0.1, 0.2, 3));

        assertEquals(new MaintenanceResult(3, 1, 0, 0), store.maintain(HOURS_AFTER_A_DAY, LATER));

        HistogramSeries merged = (HistogramSeries) read(ALWAYS).get(0);
        assertEquals(Optional.of(Duration.ofHours(1)), merged.step());
        assertEquals(histogram(0.1, 0.2, 3), merged.histogramAt(0));
    }

    @Test
    void leavesSeriesOfACoarserStepAndOfNone() {
        Series daily = steps(key("cost"), Duration.ofDays(1), MIDNIGHT, 3);
        Series hourly = steps(key("hourly"), Duration.ofHours(1), NOON, 4);
        Series irregular = NumberSeries.of(key("coverage"), null, new long[] {NOON.toEpochMilli()}, new double[] {0.5});
        write(1, daily, hourly, irregular);

        assertEquals(new MaintenanceResult(0, 0, 0, 0), store.maintain(HOURS_AFTER_A_DAY, LATER));

        assertEquals(Optional.empty(), store.rawFrom());
        assertEquals(
                List.of(daily, irregular, hourly).stream()
                        .sorted((a, b) -> a.key().compareTo(b.key()))
                        .toList(),
                read(ALWAYS));
    }

    @Test
    void doesNothingTheSecondTime() {
        write(1, numbers(key("cpu"), NOON, 1, 2, 6), histograms("duration", NOON, 0.1, 0.2));
        store.maintain(HOURS_AFTER_A_DAY, LATER);
        String digest = store.contentDigest();

        assertEquals(new MaintenanceResult(0, 0, 0, 0), store.maintain(HOURS_AFTER_A_DAY, LATER.plusSeconds(60)));
        assertEquals(digest, store.contentDigest());
    }

    @Test
    void refusesToWriteWhereItIsRolledUpAndSaysFromWhenOnItMayBe() {
        write(1, numbers(key("cpu"), NOON, 1, 2, 6));
        store.maintain(HOURS_AFTER_A_DAY, LATER);
        String digest = store.contentDigest();
        Instant raw = MIDNIGHT.plus(Duration.ofDays(1));
        TimeWindow old = new TimeWindow(NOON, NOON.plusSeconds(60));

        IllegalArgumentException replaced = assertThrows(
                IllegalArgumentException.class,
                () -> store.replace(List.of(old), new TelemetryBatch(), state(METRICS, 2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.revise(batch(numbers(key("cpu"), NOON, 1)), state(METRICS, 2)));

        String message = String.valueOf(replaced.getMessage());
        assertEquals(true, message.contains(raw.toString()), message);
        assertEquals(digest, store.contentDigest());
        assertEquals(Optional.of(state(METRICS, 1)), store.state(METRICS));
        TelemetryBatch late = new TelemetryBatch();
        late.event(alert(TICKETS, "old", NOON));
        store.revise(late, state(TICKETS, 3));
        write(4, numbers(key("cpu"), raw, 1));
    }

    @Test
    void readsRolledUpPointsAsOfWhenAllOfTheirStepWasKnown() {
        write(1, numbers(key("cpu"), NOON, 1, 2));
        store.revise(batch(numbers(key("cpu"), NOON.plusSeconds(60), 4)), state(METRICS, 2));

        store.maintain(HOURS_AFTER_A_DAY, LATER);

        assertEquals(List.of(), known(1));
        assertEquals(List.of(steps(key("cpu"), Duration.ofHours(1), NOON, 2.5)), known(2));
    }

    @Test
    void removesWhatIsTooOldToKeep() {
        Retention days = new Retention(Duration.ofDays(1), Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(9));
        TelemetryBatch batch = batch(
                numbers(key("cpu"), NOON, 1, 2, 6),
                steps(key("cost"), Duration.ofDays(1), MIDNIGHT, 3, 4, 5),
                histograms("duration", NOON, 0.1));
        batch.event(alert(METRICS, "ended", NOON));
        batch.event(alert(METRICS, "lasts", NOON, NOON.plus(Duration.ofDays(2))));
        batch.dependency(edge(METRICS, "a", "b", new TimeWindow(NOON, NOON.plusSeconds(60)), 1));
        store.replace(List.of(ALWAYS), batch, state(METRICS, 1));

        MaintenanceResult result = store.maintain(days, NOON.plus(Duration.ofDays(3)));

        // An hour of each of two rolled-up series, a day's cost, an event and an edge.
        assertEquals(new MaintenanceResult(4, 2, 5, 0), result);
        assertEquals(
                List.of(steps(key("cost"), Duration.ofDays(1), MIDNIGHT.plus(Duration.ofDays(1)), 4, 5)), read(ALWAYS));
        assertEquals(
                List.of("lasts"),
                store.read(WindowQuery.all(ALWAYS)).events().stream()
                        .map(event -> event.provenance().vendorId())
                        .toList());
        assertEquals(List.of(), store.read(WindowQuery.all(ALWAYS)).dependencies());
    }

    @Test
    void forgetsOldVersionsAndTombstones() {
        Instant old = NOON.minus(Duration.ofDays(20));
        TelemetryBatch events = new TelemetryBatch();
        events.event(alert(TICKETS, "1", NOON));
        store.revise(events, at(TICKETS, old));
        store.retire(Set.of("1"), at(TICKETS, old.plusSeconds(1)));
        store.revise(batch(numbers(key("cpu"), NOON, 1)), at(METRICS, old));
        store.revise(batch(numbers(key("cpu"), NOON, 2)), at(METRICS, old.plusSeconds(1)));
        store.revise(batch(numbers(key("cpu"), NOON, 3)), state(METRICS, 1));
        Retention tenDays = new Retention(Duration.ofDays(30), Duration.ofHours(1), null, Duration.ofDays(10));

        assertEquals(new MaintenanceResult(0, 0, 0, 3), store.maintain(tenDays, NOON.plusSeconds(2)));

        assertEquals(List.of(), store.tombstones(TICKETS, DAY));
        assertEquals(
                List.of(numbers(key("cpu"), NOON, 2)),
                store.read(new WindowQuery(DAY, null, NOON)).series());
        assertEquals(List.of(), store.read(new WindowQuery(DAY, null, old)).series());
    }

    @Test
    void readsTheSameAsTheInMemoryStoreWhateverIsWrittenAndRolledUp() {
        long seed = 20_261_124L;
        Random random = new Random(seed);
        Retention retention =
                new Retention(Duration.ofDays(1), Duration.ofHours(2), Duration.ofDays(4), Duration.ofDays(2));
        try (TelemetryStore reference = new InMemoryTelemetryStore()) {
            for (int i = 1; i <= 60; i++) {
                String words = "seed " + seed + ", write " + i;
                Instant now = NOON.plus(Duration.ofHours(3L * i));
                if (i % 10 == 0) {
                    assertEquals(reference.maintain(retention, now), store.maintain(retention, now), words);
                    assertEquals(reference.rawFrom(), store.rawFrom(), words);
                } else {
                    TimeWindow window =
                            TimeWindow.onGrid(now.minus(Duration.ofHours(random.nextInt(20))), Duration.ofHours(1));
                    TelemetryBatch batch = randomPoints(random, window);
                    StreamState state = at(random.nextBoolean() ? METRICS : REQUESTS, now);
                    assertEquals(
                            reference.replace(List.of(window), batch, state),
                            store.replace(List.of(window), batch, state),
                            words);
                }
                assertEquals(reference.contentDigest(), store.contentDigest(), words);
            }
            for (int i = 0; i <= 60; i += 5) {
                for (RolledUp which : RolledUp.values()) {
                    WindowQuery query = new WindowQuery(ALWAYS, null, NOON.plus(Duration.ofHours(3L * i)), which);
                    assertEquals(reference.read(query), store.read(query), "seed " + seed + ", known at " + i);
                }
            }
            assertEquals(
                    reference.read(new WindowQuery(ALWAYS, Set.of(resource("none")), null)),
                    store.read(new WindowQuery(ALWAYS, Set.of(resource("none")), null)));
        }
    }

    private static TelemetryBatch randomPoints(Random random, TimeWindow window) {
        TelemetryBatch batch = new TelemetryBatch();
        for (int series = 0; series < 3; series++) {
            Instant start = window.from().plusSeconds(60L * random.nextInt(10));
            double[] values =
                    random.ints(1 + random.nextInt(30), 0, 9).asDoubleStream().toArray();
            switch (random.nextInt(4)) {
                case 0 -> batch.series(numbers(key("gauge-" + series), start, values));
                case 1 -> batch.series(numbers(ofKind("delta-" + series, SeriesKind.DELTA), start, values));
                case 2 -> batch.series(histograms("duration-" + series, start, 1 + random.nextInt(5), 2));
                default -> {
                    // nothing of this series
                }
            }
        }
        return batch;
    }

    private void write(int second, Series... series) {
        Instant first = Arrays.stream(series)
                .map(each -> Instant.ofEpochMilli(each.timeAt(0)))
                .min(Instant::compareTo)
                .orElseThrow();
        store.replace(List.of(new TimeWindow(first, ALWAYS.to())), batch(series), state(METRICS, second));
    }

    private List<Series> read(TimeWindow window) {
        return store.read(WindowQuery.all(window)).series();
    }

    private List<Series> known(int second) {
        return store.read(new WindowQuery(ALWAYS, null, state(METRICS, second).updatedAt()))
                .series();
    }

    private List<Double> summaries(RolledUp which) {
        return store.read(new WindowQuery(ALWAYS, null, null, which)).series().stream()
                .map(series -> ((NumberSeries) series).valueAt(0))
                .toList();
    }

    private static TimeWindow before(Instant end) {
        return new TimeWindow(ALWAYS.from(), end);
    }

    private static StreamState at(String stream, Instant instant) {
        return new StreamState(stream, null, null, instant, StreamCompleteness.complete(stream, instant));
    }

    private static SeriesKey ofKind(String metric, SeriesKind kind) {
        return new SeriesKey(resource("app"), metric, new Unit("1"), kind, Attributes.empty());
    }

    private static NumberSeries steps(SeriesKey key, Duration step, Instant start, double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = start.plus(step.multipliedBy(i)).toEpochMilli();
        }
        return NumberSeries.of(key, step, times, values);
    }
}
