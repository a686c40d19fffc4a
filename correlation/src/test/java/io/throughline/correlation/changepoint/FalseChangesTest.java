package io.throughline.correlation.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a change is told where there is none, and found where there is one. */
class FalseChangesTest {

    private static final ChangePointConfig CONFIG = ChangePointConfig.defaults();
    private static final long SEED = 20261123;
    private static final int ROWS = 200;
    private static final int SERIES = 60;

    @ParameterizedTest(name = "{0}")
    @MethodSource("steadySeries")
    void aSteadySeriesSeldomChanges(String kind, int mostOnline, LongFunction<double[]> made) {
        int offline = 0;
        int online = 0;
        int inScale = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] values = made.apply(SEED + i);
            offline += ChangePoints.find(values, CONFIG).isEmpty() ? 0 : 1;
            inScale += ChangePoints.findInScale(values, CONFIG).isEmpty() ? 0 : 1;
            online += tells(values) ? 1 : 0;
        }

        assertThat(offline).as("offline, of %d, seed %d", SERIES, SEED).isLessThanOrEqualTo(3);
        assertThat(online).as("online, of %d, seed %d", SERIES, SEED).isLessThanOrEqualTo(mostOnline);
        assertThat(inScale).as("in scale, of %d, seed %d", SERIES, SEED).isLessThanOrEqualTo(3);
    }

    /** What comes back every day is learned from the whole; a few days in, it may look like changes. */
    static Stream<Arguments> steadySeries() {
        return Stream.of(
                steady("white noise", 1, seed -> MadeSeries.noise(ROWS, seed)),
                steady("autoregression", 4, seed -> MadeSeries.autoregression(ROWS, 0.5, seed)),
                steady("heavy tails", 2, FalseChangesTest::heavyTails),
                steady("a day's course", 15, seed -> MadeSeries.addSeason(MadeSeries.noise(ROWS, seed), 24, 3)));
    }

    @ParameterizedTest
    @CsvSource({"1.5, 0.8, 0.3", "2, 0.95, 0.7", "3, 1, 0.95"})
    void aShiftIsFoundWhereItIs(double size, double leastOffline, double leastOnline) {
        int at = ROWS / 2;
        double offline = 0;
        double online = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] values = MadeSeries.addStep(MadeSeries.noise(ROWS, SEED + i), at, size);
            offline += ChangePoints.find(values, CONFIG).stream().anyMatch(change -> isNear(change, at)) ? 1 : 0;
            OnlineChangePoints changes = new OnlineChangePoints(1, CONFIG);
            for (double value : values) {
                online += changes.accept(value)
                                .filter(change -> isNear(change, at))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }

        assertThat(offline / SERIES).as("offline, seed %d", SEED).isGreaterThanOrEqualTo(leastOffline);
        assertThat(online / SERIES).as("online, seed %d", SEED).isGreaterThanOrEqualTo(leastOnline);
    }

    private static boolean isNear(ChangePoint change, int at) {
        return Math.abs(change.index() - at) <= 10;
    }

    private static boolean tells(double[] values) {
        OnlineChangePoints online = new OnlineChangePoints(1, CONFIG);
        boolean told = false;
        for (double value : values) {
            told |= online.accept(value).isPresent();
        }
        return told;
    }

    private static Arguments steady(String kind, int mostOnline, LongFunction<double[]> made) {
        return Arguments.of(kind, mostOnline, made);
    }

    /** Student's t with three degrees of freedom. */
    private static double[] heavyTails(long seed) {
        double[] values = MadeSeries.noise(4 * ROWS, seed);
        double[] heavy = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double squares = 0;
            for (int k = 1; k < 4; k++) {
                squares += values[4 * i + k] * values[4 * i + k];
            }
            heavy[i] = values[4 * i] / Math.sqrt(squares / 3);
        }
        return heavy;
    }
}
