package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final EntityId APP = new EntityId("azure", "resource", "app");
    private static final SeriesKey CPU = SeriesKey.of(APP, "cpu", Unit.ONE, SeriesKind.GAUGE);
    private static final SeriesKey DURATION = SeriesKey.of(APP, "duration", Unit.SECONDS, SeriesKind.HISTOGRAM);
    private static final Duration STEP = Duration.ofMillis(10);

    @Test
    void refusesNumbersThatAreNone() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NumberSeries.of(CPU, STEP, new long[] {1, 2}, new double[] {1, value}))
                    .withMessageContaining("at 2");
        }
    }

    @Test
    void refusesTimesThatDoNotAscend() {
        for (long[] times : new long[][] {{1, 1}, {2, 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NumberSeries.of(CPU, STEP, times, new double[] {1, 2}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HistogramSeries.of(
                            DURATION,
                            STEP,
                            times,
                            List.of(ExponentialHistogram.empty(), ExponentialHistogram.empty())));
        }
    }

    @Test
    void refusesColumnsOfDifferentLengthAndTheWrongKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumberSeries.of(CPU, STEP, new long[] {1}, new double[] {1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumberSeries.of(DURATION, STEP, new long[] {1}, new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramSeries.of(DURATION, STEP, new long[1], List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> HistogramSeries.of(CPU, STEP, new long[0], List.of()));
    }

    @Test
    void copiesItsColumnsInAndOut() {
        long[] times = {1, 2};
        double[] values = {1, 2};
        NumberSeries series = NumberSeries.of(CPU, STEP, times, values);
        times[0] = 7;
        values[0] = 7;
        series.times()[1] = 7;
        series.values()[1] = 7;

        assertThat(series).isEqualTo(NumberSeries.of(CPU, STEP, new long[] {1, 2}, new double[] {1, 2}));
    }

    @Test
    void keepsEveryTimeWhetherTheyAreEvenlySpacedOrNot() {
        long[][] columns = {
            {},
            {5},
            {5, 7},
            {5, 15, 25},
            {5, 15, 26},
            {-20, -10, 0, 10},
            {-20, -10, 10},
            {Long.MIN_VALUE, 0, Long.MAX_VALUE}
        };
        for (long[] times : columns) {
            NumberSeries series = NumberSeries.of(CPU, STEP, times, new double[times.length]);
            assertThat(series.times()).isEqualTo(times);
            assertThat(series.size()).isEqualTo(times.length);
            for (int from = 0; from < times.length; from++) {
                assertThat(series.timeAt(from)).isEqualTo(times[from]);
                for (int to = from + 1; to < times.length && times[0] > Long.MIN_VALUE; to++) {
                    long[] part = Arrays.copyOfRange(times, from, to);
                    NumberSeries slice = series.slice(window(times[from], times[to]));
                    assertThat(slice).isEqualTo(NumberSeries.of(CPU, STEP, part, new double[part.length]));
                    assertThat(slice).hasSameHashCodeAs(NumberSeries.of(CPU, STEP, part, new double[part.length]));
                }
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> series.timeAt(times.length));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> series.timeAt(-1));
        }
    }

    @Test
    void keepsEveryHistogramAsItIs() {
        long seed = 4711;
        Random random = new Random(seed);
        List<ExponentialHistogram> histograms = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ExponentialHistogram.Builder builder = ExponentialHistogram.builder();
            for (int values = random.nextInt(6); values > 0; values--) {
                double value = random.nextInt(8) == 0 ? 0 : StrictMath.exp(20 * random.nextGaussian());
                builder.record(value, 1 + (random.nextLong() >>> (20 + random.nextInt(44))));
            }
            histograms.add(builder.build());
        }
        long[] times = LongStream.range(0, histograms.size()).toArray();
        HistogramSeries series = HistogramSeries.of(DURATION, STEP, times, histograms);
        HistogramSeries slice = series.slice(window(17, 90));
        for (int i = 0; i < times.length; i++) {
            assertThat(series.histogramAt(i)).as("seed %d, %d", seed, i).isEqualTo(histograms.get(i));
        }
        assertThat(slice)
                .isEqualTo(HistogramSeries.of(
                        DURATION, STEP, Arrays.copyOfRange(times, 17, 90), histograms.subList(17, 90)))
                .isNotEqualTo(series.slice(window(18, 91)));
        assertThat(slice.histogramAt(72)).isEqualTo(histograms.get(89));
    }

    private static TimeWindow window(long from, long to) {
        return new TimeWindow(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }

    @Test
    void slicesTheHalfOpenWindowEvenBetweenMilliseconds() {
        NumberSeries series = NumberSeries.of(CPU, STEP, new long[] {10, 20, 30}, new double[] {1, 2, 3});
        Instant twenty = Instant.ofEpochMilli(20);

        assertThat(series.slice(new TimeWindow(Instant.ofEpochMilli(10), twenty))
                        .times())
                .containsExactly(10);
        assertThat(series.slice(new TimeWindow(twenty, Instant.ofEpochMilli(30)))
                        .times())
                .containsExactly(20);
        assertThat(series.slice(new TimeWindow(twenty.plusNanos(1), Instant.ofEpochMilli(31)))
                        .times())
                .containsExactly(30);
        assertThat(series.slice(new TimeWindow(Instant.EPOCH, twenty.plusNanos(1)))
                        .times())
                .containsExactly(10, 20);
        assertThat(series.slice(new TimeWindow(Instant.EPOCH, Instant.ofEpochMilli(99))))
                .isEqualTo(series);
        assertThat(series.slice(new TimeWindow(Instant.EPOCH, Instant.ofEpochMilli(1)))
                        .size())
                .isZero();
    }

    @Test
    void mergesTheHistogramsOfAWindow() {
        ExponentialHistogram one = ExponentialHistogram.builder().record(1, 1).build();
        ExponentialHistogram two = ExponentialHistogram.builder().record(2, 1).build();
        ExponentialHistogram four = ExponentialHistogram.builder().record(4, 1).build();
        HistogramSeries series = HistogramSeries.of(DURATION, STEP, new long[] {10, 20, 30}, List.of(one, two, four));
        TimeWindow firstTwo = new TimeWindow(Instant.ofEpochMilli(10), Instant.ofEpochMilli(30));

        assertThat(series.merged(firstTwo)).isEqualTo(one.merge(two));
        assertThat(series.slice(firstTwo))
                .isEqualTo(HistogramSeries.of(DURATION, STEP, new long[] {10, 20}, List.of(one, two)));
        assertThat(series.merged(new TimeWindow(Instant.EPOCH, Instant.ofEpochMilli(10))))
                .isEqualTo(ExponentialHistogram.empty());
    }

    @Test
    void ordersKeysByEntityMetricAndDimensions() {
        SeriesKey get = new SeriesKey(APP, "count", Unit.REQUESTS, SeriesKind.DELTA, Attributes.of("op", "GET"));
        SeriesKey put = new SeriesKey(APP, "count", Unit.REQUESTS, SeriesKind.DELTA, Attributes.of("op", "PUT"));
        SeriesKey other = SeriesKey.of(new EntityId("azure", "resource", "zzz"), "a", Unit.ONE, SeriesKind.GAUGE);

        assertThat(java.util.stream.Stream.of(other, CPU, put, get).sorted()).containsExactly(get, put, CPU, other);
        assertThatIllegalArgumentException().isThrownBy(() -> SeriesKey.of(APP, " ", Unit.ONE, SeriesKind.GAUGE));
    }

    @Test
    void takesUnitsOfUcumAndMoneyOnly() {
        for (String code : List.of("s", "By", "1", "{request}", "By/s", "m[H2O]", "money:EUR")) {
            assertThat(new Unit(code)).hasToString(code);
        }
        for (String code : List.of("", " ", "money:euro", "{a b}", "s\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Unit(code));
        }
        assertThat(Unit.money("USD").code()).isEqualTo("money:USD");
        assertThat(Unit.counting("connection").code()).isEqualTo("{connection}");
    }
}
