package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepFinderTest {

    @Test
    void theMedianOfWhatLiesBetweenIsTheStep() {
        assertThat(step(0, 60, 120, 600, 660)).isEqualTo(Duration.ofMinutes(1));
        assertThat(step(0, 60, 360)).as("the smaller of two").isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void timesThatDoNotAdvanceArePassedOver() {
        assertThat(step(0, 0, 0, 300, 0, 300, 600)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void withoutTwoTimesItIsAMinute() {
        assertThat(step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(step(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(step(7, 7)).isEqualTo(Duration.ofMinutes(1));
    }

    private static Duration step(long... seconds) {
        long[] times = new long[seconds.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000 * seconds[i];
        }
        return StepFinder.step(times, times.length);
    }
}
