package io.throughline.examples.shop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadShapeTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-17T00:00:00Z");
    private final LoadShape shape = new LoadShape(7);

    @Test
    void theMeanOfADayIsOne() {
        double sum = 0;
        for (int minute = 0; minute < 1440; minute++) {
            sum += shape.at(MIDNIGHT.plus(Duration.ofMinutes(minute)));
        }

        assertThat(sum / 1440).isCloseTo(1, within(0.02));
    }

    @Test
    void theEarlyAfternoonAsksForMoreThanTheNight() {
        double afternoon = shape.at(MIDNIGHT.plus(Duration.ofHours(13)));
        double night = shape.at(MIDNIGHT.plus(Duration.ofHours(3)));

        assertThat(afternoon).isGreaterThan(1.6 * night);
    }

    @Test
    void theSameSeedGivesTheSameShape() {
        Instant time = MIDNIGHT.plus(Duration.ofMinutes(777));

        assertThat(new LoadShape(7).at(time)).isEqualTo(shape.at(time));
        assertThat(new LoadShape(8).at(time)).isNotEqualTo(shape.at(time));
    }
}
