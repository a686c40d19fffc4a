package io.throughline.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of traffic before its day was seen: a hundred a minute at noon, half as many at night. */
class FirstDayTest {

    private static final int DAY = 24 * 60;
    private static final SeriesKey TRAFFIC = SeriesKey.of(
            new EntityId("azure", "role", "workspace/orders"), Metrics.REQUEST_COUNT, Unit.REQUESTS, SeriesKind.DELTA);

    /** Traffic from one minute of the day on, for a day; from another on it is so many times as much. */
    private static Detection detection(int seed, int from, int changed, double times) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] at = new long[DAY];
        double[] values = new double[DAY];
        for (int i = 0; i < DAY; i++) {
            double mean = 75 - 25 * StrictMath.cos(2 * Math.PI * (from + i) / DAY);
            at[i] = MadeSeries.START.plus(Duration.ofMinutes(from + i)).toEpochMilli();
            // Uniform of the same variance as Poisson's counts.
            double noise = Math.sqrt(12 * mean) * (random.nextDouble() - 0.5);
            values[i] = Math.max(0, Math.rint((mean + noise) * (i < changed ? 1 : times)));
        }
        return new EpisodeDetector(DetectionConfig.defaults())
                .detect(MadeSeries.window(
                        List.of(NumberSeries.of(TRAFFIC, Duration.ofMinutes(1), at, values)), from, from + DAY, 1));
    }

    @ParameterizedTest(name = "from {0}:00 on")
    @ValueSource(ints = {0, 6, 13, 18})
    void theFirstNightAndTheFirstMorningAreNoEpisodes(int hour) {
        for (int seed = 1; seed <= 4; seed++) {
            assertThat(detection(seed, hour * 60, DAY, 1).episodes())
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} times")
    @ValueSource(doubles = {0.1, 5})
    void anOutageAndARushAre(double times) {
        for (int seed = 1; seed <= 4; seed++) {
            assertThat(detection(seed, 9 * 60, 300, times).episodes())
                    .as("seed " + seed)
                    .anySatisfy(episode -> assertThat(episode.onset())
                            .isBetween(
                                    MadeSeries.START.plus(Duration.ofMinutes(9 * 60 + 298)),
                                    MadeSeries.START.plus(Duration.ofMinutes(9 * 60 + 305))));
        }
    }
}
