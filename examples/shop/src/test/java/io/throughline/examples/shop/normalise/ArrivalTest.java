package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTest {
    private static final Instant MODEL = Instant.parse("2026-11-17T08:00:00Z");
    private static final Instant WALL = Instant.parse("2026-11-22T18:30:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 700, 4_999, 60_000})
    void theWayTakesItsRealTimeAndTheServiceOneToThreeMinutes(long wayMillis) {
        Instant ingested = Arrival.ingested(MODEL, WALL, WALL.plusMillis(wayMillis));

        assertThat(Duration.between(MODEL, ingested).minusMillis(wayMillis))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(180));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itemsOfOneBatchHaveTheSameServiceDelay(long olderMillis) {
        Instant arrival = WALL.plusMillis(5_000);
        Instant one = Arrival.ingested(MODEL, WALL, arrival);
        Instant other = Arrival.ingested(MODEL, WALL.minusMillis(olderMillis), arrival);

        assertThat(Duration.between(one, other)).isEqualTo(Duration.ofMillis(olderMillis));
    }
}
