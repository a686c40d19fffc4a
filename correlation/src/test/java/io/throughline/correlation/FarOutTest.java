package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Metrics;
import io.throughline.correlation.detect.Episode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That all requests are slower than usual says nothing of how much slower. A service whose latency wanders for hours is
 * told of at once all the same when it jumps to where it never was.
 */
class FarOutTest {

    private static final int BEGINS = 53;
    private static final int MINUTES = 60;
    /** So many minutes into the wave; the hour looked at is its highest, or its lowest. */
    private static final int CREST = 0;

    private static final int TROUGH = 155;

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 7})
    void aJumpToWhereARestlessServiceNeverWasIsToldWithinMinutes(long seed) {
        List<Episode> slow = slow(seed, 60, CREST);

        assertThat(slow).as("seed %d", seed).anySatisfy(episode -> {
            assertThat(episode.effect().ratio()).isGreaterThan(20);
            assertThat(Duration.between(shop(seed, 60, CREST).at(BEGINS), episode.onset())
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofMinutes(1));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void itsWavesAreNoNews(long seed) {
        assertThat(slow(seed, 1, TROUGH)).as("seed %d", seed).isEmpty();
    }

    private static List<Episode> slow(long seed, double factor, int phase) {
        return CorrelationEngine.ofDefaults().analyze(shop(seed, factor, phase).window()).episodes().stream()
                .filter(episode -> episode.entity().equals(Shop.role("inventory"))
                        && episode.series().metric().equals(Metrics.REQUEST_DURATION))
                .toList();
    }

    /** Over five hours, and so never at the same time of day, inventory gets up to twice as slow and up to twice as fast. */
    private static Shop shop(long seed, double factor, int phase) {
        return new Shop(seed, MINUTES, new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                if (!service.equals("inventory")) {
                    return 1;
                }
                double wave = StrictMath.exp(0.7 * StrictMath.sin(2 * Math.PI * (minute + phase) / 311));
                return minute >= BEGINS ? factor * wave : wave;
            }
        });
    }
}
