package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.testkit.Telemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPointsTest {

    private static final int CASES = Boolean.getBoolean("throughline.thorough") ? 200_000 : 4_000;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private static NumberPoints points(long known, double... timesAndValues) {
        long[] times = new long[timesAndValues.length / 2];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = (long) timesAndValues[2 * i];
            values[i] = timesAndValues[2 * i + 1];
        }
        return NumberPoints.of(times, values, RandomPoints.all(known, times.length));
    }

    @Nested
    class AsBytes {

        @Test
        void whateverTheyAreTheyComeBackAsTheyWere() {
            for (long seed = 0; seed < CASES; seed++) {
                RandomPoints random = new RandomPoints(seed);
                NumberPoints points = random.numbers(random.below(300));

                NumberPoints read = NumberPoints.decode(points.encode());

                assertThat(read).as("seed " + seed).isEqualTo(points);
                assertThat(read.encode()).as("seed " + seed).isEqualTo(points.encode());
            }
        }

        @Test
        void morePointsThanBytesAreKeptAsWell() {
            int size = 3 << 16;
            long[] times = new long[size];
            Arrays.setAll(times, i -> i * 1_000L);
            NumberPoints points = NumberPoints.of(times, new double[size], RandomPoints.all(7, size));

            assertThat(NumberPoints.decode(points.encode())).isEqualTo(points);
        }

        @Test
        void onAUsualMetricAPointTakesAFewBytesOnly() {
            Random random = new Random(1);
            long[] times = new long[120];
            double[] requests = new double[120];
            double[] seconds = new double[120];
            double[] means = new double[120];
            for (int i = 0; i < 120; i++) {
                times[i] = i * MINUTE;
                requests[i] = 400 + random.nextInt(200);
                seconds[i] = Math.rint(1_000 * (0.2 + 0.05 * random.nextGaussian())) / 1_000;
                means[i] = random.nextInt(10_000) / requests[i];
            }
            long[] known = RandomPoints.all(1_772_366_400_000_000L, 120);

            assertThat(NumberPoints.of(times, new double[120], known).encode()).hasSizeLessThan(40);
            assertThat(NumberPoints.of(times, requests, known).encode()).hasSizeLessThan(120 + 40);
            assertThat(NumberPoints.of(times, seconds, known).encode()).hasSizeLessThan(120 * 2);
            assertThat(NumberPoints.of(times, means, known).encode()).hasSizeLessThan(120 * 8 + 40);
        }

        @Test
        void aFlippedBitIsFoundWhereverItIs() {
            byte[] bytes = new RandomPoints(5).numbers(120).encode();
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] damaged = bytes.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);

                assertThatThrownBy(() -> NumberPoints.decode(damaged))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a piece of numbers is damaged: its checksum is wrong");
            }
        }

        @Test
        void anEndThatIsMissingIsFound() {
            byte[] bytes = new RandomPoints(5).numbers(120).encode();
            for (int length = 0; length < bytes.length; length++) {
                byte[] damaged = Arrays.copyOf(bytes, length);

                assertThatThrownBy(() -> NumberPoints.decode(damaged))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("a piece of numbers ");
            }
        }

        @Test
        void aPieceOfHistogramsIsNoPieceOfNumbers() {
            byte[] bytes = new RandomPoints(5).histograms(3).encode();

            assertThatThrownBy(() -> NumberPoints.decode(bytes))
                    .hasMessage("a piece of numbers cannot be read: it has form 2, known is 1");
        }
    }

    @Nested
    class Merged {

        @Test
        void aReplacementTellsWhatItAddsKeepsChangesAndRemoves() {
            NumberPoints there = points(1, 0, 10, 60, 11, 120, 12, 180, 13);
            NumberPoints wanted = points(9, 60, 11, 120, 99, 150, 5);

            Replacement<NumberPoints> replacement = there.replace(new long[] {60}, new long[] {200}, wanted, 2);

            assertThat(replacement.counts()).isEqualTo(new WriteResult(1, 1, 1, 1));
            assertThat(replacement.added()).isEqualTo(points(2, 150, 5));
            assertThat(replacement.superseded()).isEqualTo(points(1, 120, 12, 180, 13));
            assertThat(replacement.current())
                    .isEqualTo(NumberPoints.of(
                            new long[] {0, 60, 120, 150}, new double[] {10, 11, 99, 5}, new long[] {1, 1, 2, 2}));
            assertThat(replacement.onlyAdds()).isFalse();
        }

        @Test
        void aRevisionRemovesNothing() {
            NumberPoints there = points(1, 0, 10, 60, 11);

            Replacement<NumberPoints> revision = there.revise(points(9, 60, 12, 120, 13), 2);

            assertThat(revision.counts()).isEqualTo(new WriteResult(1, 1, 0, 0));
            assertThat(revision.superseded()).isEqualTo(points(1, 60, 11));
            assertThat(revision.current())
                    .isEqualTo(
                            NumberPoints.of(new long[] {0, 60, 120}, new double[] {10, 12, 13}, new long[] {1, 2, 2}));
        }

        @Test
        void theSameAgainIsNothing() {
            NumberPoints there = points(1, 0, 10, 60, 11);

            Replacement<NumberPoints> again =
                    there.replace(new long[] {0}, new long[] {HOUR}, points(5, 0, 10, 60, 11), 2);

            assertThat(again.isNothing()).isTrue();
            assertThat(again.current()).isEqualTo(there);
            assertThat(again.counts()).isEqualTo(new WriteResult(0, 0, 0, 2));
        }

        @Test
        void thereIsOneZero() {
            assertThat(points(1, 0, 0.0).revise(points(2, 0, -0.0), 2).isNothing())
                    .isTrue();
            assertThat(points(1, 0, -0.0)).isEqualTo(points(1, 0, 0.0));
        }

        @Test
        void aPointOutsideOfTheWindowsIsRefused() {
            assertThatThrownBy(() -> NumberPoints.empty().replace(new long[] {0}, new long[] {60}, points(1, 60, 1), 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("point at 1970-01-01T00:00:00.060Z lies outside of the windows to replace");
        }

        @Test
        void anyReplacementGivesWhatOneOfMapsGives() {
            for (long seed = 0; seed < CASES; seed++) {
                RandomPoints random = new RandomPoints(seed);
                NavigableMap<Long, Double> there = small(random);
                NavigableMap<Long, Double> wanted = small(random);
                long middle = random.below(40);
                long[] from = {random.below(20), 20 + middle / 2};
                long[] to = {20, 30 + middle};
                boolean revision = random.chance(0.3);
                if (!revision) {
                    wanted.keySet().removeIf(time -> !inside(time, from, to));
                }

                Replacement<NumberPoints> replacement = revision
                        ? of(there, 1).revise(of(wanted, 9), 2)
                        : of(there, 1).replace(from, to, of(wanted, 9), 2);

                TreeMap<Long, Double> expected = new TreeMap<>(there);
                if (!revision) {
                    expected.keySet().removeIf(time -> inside(time, from, to));
                }
                expected.putAll(wanted);
                String as = "seed " + seed;
                assertThat(map(replacement.current())).as(as).isEqualTo(expected);
                WriteResult counts = replacement.counts();
                assertThat(counts.added()).as(as).isEqualTo(replacement.added().size());
                assertThat(counts.changed() + counts.removed())
                        .as(as)
                        .isEqualTo(replacement.superseded().size());
                assertThat(counts.added() + counts.changed() + counts.unchanged())
                        .as(as)
                        .isEqualTo(wanted.size());
                for (int i = 0; i < replacement.current().size(); i++) {
                    long time = replacement.current().timeAt(i);
                    boolean kept = Objects.equals(expected.get(time), there.get(time));
                    assertThat(replacement.current().knownFromAt(i)).as(as).isEqualTo(kept ? 1 : 2);
                }
                // What was known before the write can be told from what is stored after it.
                assertThat(NumberPoints.join(List.of(replacement.current().knownAt(1), replacement.superseded())))
                        .as(as)
                        .isEqualTo(of(there, 1));
            }
        }

        private static boolean inside(long time, long[] from, long[] to) {
            return (from[0] <= time && time < to[0]) || (from[1] <= time && time < to[1]);
        }

        private static NavigableMap<Long, Double> small(RandomPoints random) {
            NavigableMap<Long, Double> points = new TreeMap<>();
            for (int i = random.below(30); i > 0; i--) {
                points.put((long) random.below(80), (double) random.below(3));
            }
            return points;
        }

        private static NumberPoints of(NavigableMap<Long, Double> points, long known) {
            return NumberPoints.of(
                    points.keySet().stream().mapToLong(Long::longValue).toArray(),
                    points.values().stream().mapToDouble(Double::doubleValue).toArray(),
                    RandomPoints.all(known, points.size()));
        }

        private static Map<Long, Double> map(NumberPoints points) {
            TreeMap<Long, Double> map = new TreeMap<>();
            for (int i = 0; i < points.size(); i++) {
                map.put(points.timeAt(i), points.valueAt(i));
            }
            return map;
        }
    }

    @Nested
    class InPieces {

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void joinedInAnyOrderTheyAreTheSamePoints(boolean mixed) {
            for (long seed = 0; seed < CASES / 4; seed++) {
                RandomPoints random = new RandomPoints(seed);
                NumberPoints points = random.numbers(1 + random.below(200));

                assertThat(NumberPoints.join(random.pieces(points, mixed)))
                        .as("seed " + seed)
                        .isEqualTo(points);
            }
        }

        @Test
        void twoPiecesThatHoldTheSameTimeAreDamage() {
            assertThatThrownBy(() -> NumberPoints.join(List.of(points(1, 0, 1, 60, 2), points(1, 60, 2))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("two pieces hold a point at 1970-01-01T00:00:00.060Z");
        }

        @Test
        void cellsHoldAllPointsOnceEachInItsOwn() {
            long span = 2 * HOUR;
            NumberPoints points = points(1, -1, 1, 0, 2, (double) span - 1, 3, (double) span, 4, 9.0 * span, 5);

            SortedMap<Long, NumberPoints> cells = points.byCell(span);

            assertThat(cells)
                    .isEqualTo(new TreeMap<>(Map.of(
                            -span,
                            points(1, -1, 1),
                            0L,
                            points(1, 0, 2, (double) span - 1, 3),
                            span,
                            points(1, (double) span, 4),
                            9 * span,
                            points(1, 9.0 * span, 5))));
            assertThat(NumberPoints.join(List.copyOf(cells.values()))).isEqualTo(points);
        }

        @Test
        void aWindowHoldsItsFromAndNotItsTo() {
            NumberPoints points = points(1, 0, 1, 60, 2, 120, 3);

            assertThat(points.within(60, 120)).isEqualTo(points(1, 60, 2));
            assertThat(points.within(61, 120).isEmpty()).isTrue();
            assertThat(points.within(120, 0).isEmpty()).isTrue();
            assertThat(points.within(Long.MIN_VALUE, Long.MAX_VALUE)).isSameAs(points);
        }

        @Test
        void whatBecameKnownLaterIsLeftOut() {
            NumberPoints points =
                    NumberPoints.of(new long[] {0, 60, 120}, new double[] {1, 2, 3}, new long[] {5, 9, 5});

            assertThat(points.knownAt(8)).isEqualTo(points(5, 0, 1, 120, 3));
            assertThat(points.knownAt(9)).isSameAs(points);
            assertThat(points.knownAt(4).isEmpty()).isTrue();
        }
    }

    @Test
    void aSeriesBecomesPointsAndComesBack() {
        SeriesKey key = Telemetry.key("load");
        NumberSeries series = NumberSeries.of(key, Duration.ofMinutes(1), new long[] {0, 60}, new double[] {1, 2});

        assertThat(NumberPoints.of(series, 7)).isEqualTo(points(7, 0, 1, 60, 2));
        assertThat(NumberPoints.of(series, 7).series(key, Duration.ofMinutes(1)))
                .isEqualTo(series);
    }
}
