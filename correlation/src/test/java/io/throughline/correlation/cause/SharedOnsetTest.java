package io.throughline.correlation.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedOnsetTest {

    @Test
    void findsTheMinuteAtWhichMostChanged() {
        for (long seed = 1; seed <= 20; seed++) {
            MadeSystem system = new MadeSystem(seed);
            int onset = 30 + (int) (seed * 4);
            List<Course> courses = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                double factor = k < 3 ? 1.2 : 1;
                courses.add(system.course(i -> system.noisy(10) * (i >= onset ? factor : 1)));
            }

            assertThat(SharedOnset.find(courses))
                    .as("seed " + seed)
                    .hasValueSatisfying(found -> assertThat(Duration.between(MadeSystem.at(onset), found)
                                    .abs())
                            .isLessThanOrEqualTo(Duration.ofMinutes(1)));
        }
    }

    @Test
    void countsACourseThatRanAwayNoMoreThanOneThatMoved() {
        MadeSystem system = new MadeSystem(3);
        Course wild = system.course(i -> i > 100 ? 1e9 * i : system.noisy(1));
        Course one = system.course(i -> system.noisy(i >= 60 ? 1.3 : 1));
        Course other = system.course(i -> system.noisy(i >= 60 ? 0.7 : 1));

        assertThat(SharedOnset.find(List.of(wild, one, other))).contains(MadeSystem.at(60));
    }

    @Test
    void saysNothingOfWhatNeverChanges() {
        MadeSystem system = new MadeSystem(3);

        assertThat(SharedOnset.find(List.of())).isEmpty();
        assertThat(SharedOnset.find(List.of(system.course(i -> 5)))).isEmpty();
        assertThat(SharedOnset.find(List.of(Course.of(new long[] {1, 2, 3}, new double[] {1, 2, 3}))))
                .isEmpty();
    }

    @Test
    void readsCoursesOfOtherInstantsWhereTheFirstCounts() {
        Random random = new Random(11);
        long[] times = new long[200];
        Arrays.setAll(times, i -> 1000L * i);
        double[] values = new double[200];
        Arrays.setAll(values, i -> random.nextGaussian() + (i >= 120 ? 4 : 0));
        long[] fewer = Arrays.copyOf(times, 20);

        assertThat(SharedOnset.find(List.of(Course.of(times, values), Course.of(fewer, Arrays.copyOf(values, 20)))))
                .hasValueSatisfying(found -> assertThat(found.toEpochMilli()).isEqualTo(120_000));
    }
}
