package io.throughline.examples.shop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelClockTest {
    private static final Instant WALL = Instant.parse("2026-11-22T18:00:00Z");
    private static final Instant START = Instant.parse("2026-11-16T13:00:00Z");

    @Test
    void aWallSecondIsAsManyModelSecondsAsTheRate() {
        ModelClock clock = new ModelClock(START, WALL, 120);

        assertThat(clock.toModel(WALL.plusSeconds(36 * 60))).isEqualTo("2026-11-19T13:00:00Z");
        assertThat(clock.toModel(WALL.plusMillis(500))).isEqualTo("2026-11-16T13:01:00Z");
    }

    @Test
    void timesBeforeTheStartLieBeforeIt() {
        assertThat(new ModelClock(START, WALL, 5).toModel(WALL.minusSeconds(12)))
                .isEqualTo("2026-11-16T12:59:00Z");
    }

    @Test
    void modelTimeMapsBack() {
        ModelClock clock = new ModelClock(START, WALL, 120);
        Instant model = Instant.parse("2026-11-18T04:17:42Z");

        assertThat(clock.toModel(clock.toWall(model))).isEqualTo(model);
    }

    @Test
    void aClockThatStandsStillIsRefused() {
        assertThatThrownBy(() -> new ModelClock(START, WALL, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate must be at least 1, was 0");
    }
}
