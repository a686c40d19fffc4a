package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void holdsItsStartButNotItsEnd() {
        TimeWindow window = window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z");

        assertThat(window.contains(window.from())).isTrue();
        assertThat(window.contains(window.to())).isFalse();
        assertThat(window.contains(window.to().minusNanos(1))).isTrue();
        assertThat(window.contains(window.from().minusNanos(1))).isFalse();
        assertThat(window.length()).isEqualTo(HOUR);
    }

    @Test
    void mustNotBeEmpty() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(noon, noon));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(noon, noon.minusNanos(1)));
    }

    @Test
    void sharesNothingWithTheWindowThatFollows() {
        TimeWindow first = window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z");
        TimeWindow second = window("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z");
        TimeWindow across = window("2026-03-02T12:30:00Z", "2026-03-02T13:30:00Z");

        assertThat(first.overlaps(second)).isFalse();
        assertThat(first.intersect(second)).isEmpty();
        assertThat(first.overlaps(across)).isTrue();
        assertThat(across.intersect(second)).contains(window("2026-03-02T13:00:00Z", "2026-03-02T13:30:00Z"));
    }

    @Test
    void findsTheGridWindowOfAnInstantAlsoBeforeTheEpoch() {
        assertThat(TimeWindow.onGrid(Instant.parse("2026-03-02T12:59:59.999999999Z"), HOUR))
                .isEqualTo(window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"));
        assertThat(TimeWindow.onGrid(Instant.parse("1969-12-31T23:59:59.999999999Z"), HOUR))
                .isEqualTo(window("1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z"));
    }

    @Test
    void splitsIntoTheGridWindowsThatCoverIt() {
        assertThat(window("2026-03-02T12:30:00Z", "2026-03-02T14:00:00.000000001Z")
                        .split(HOUR))
                .containsExactly(
                        window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"),
                        window("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z"),
                        window("2026-03-02T14:00:00Z", "2026-03-02T15:00:00Z"));
    }

    @Test
    void alignsAnyWindowToTheSmallestGridWindowsAroundIt() {
        Random random = new Random(8);
        for (int i = 0; i < 1_000; i++) {
            Instant from = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            TimeWindow window =
                    new TimeWindow(from, from.plusNanos(1 + Math.abs(random.nextLong() % 1_000_000_000_000L)));
            Duration step = Duration.ofMillis(1 + random.nextInt(100_000));

            TimeWindow aligned = window.alignedTo(step);
            List<TimeWindow> split = window.split(step);

            assertThat(aligned.intersect(window)).as("seed 8, round %d", i).contains(window);
            assertThat(Duration.between(aligned.from(), window.from())).isLessThan(step);
            assertThat(Duration.between(window.to(), aligned.to())).isLessThan(step);
            assertThat(Math.floorMod(aligned.from().toEpochMilli(), step.toMillis()))
                    .isZero();
            assertThat(split.get(0).from()).isEqualTo(aligned.from());
            assertThat(split.get(split.size() - 1).to()).isEqualTo(aligned.to());
            for (int w = 1; w < split.size(); w++) {
                assertThat(split.get(w).from()).isEqualTo(split.get(w - 1).to());
            }
        }
    }

    @Test
    void takesOnlyStepsOfWholeMilliseconds() {
        TimeWindow window = window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z");

        for (Duration step : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(1_500_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> window.split(step))
                    .withMessageContaining("step");
        }
    }

    @Test
    void ordersByStartThenEnd() {
        TimeWindow first = window("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z");
        TimeWindow longer = window("2026-03-02T12:00:00Z", "2026-03-02T14:00:00Z");
        TimeWindow later = window("2026-03-02T12:00:01Z", "2026-03-02T12:00:02Z");

        assertThat(List.of(later, longer, first).stream().sorted()).containsExactly(first, longer, later);
        assertThat(TimeWindow.endingAt(first.to(), HOUR)).isEqualTo(first);
        assertThat(first).hasToString("2026-03-02T12:00:00Z/2026-03-02T13:00:00Z");
    }

    private static TimeWindow window(String from, String to) {
        return new TimeWindow(Instant.parse(from), Instant.parse(to));
    }
}
