package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rank.RootCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InvarianceTest {

    private static Shop shop(Duration shift, double scale) {
        Shop shop = new Shop(21, 60, 60, Faults.database(20, 45), Shop.HISTORY_MINUTES, shift, scale);
        return shop.deployed("orders", "1.9", 18).deployed("inventory", "3.1", -200);
    }

    private static CorrelationReport analyzed(Shop shop) {
        return CorrelationEngine.ofDefaults().analyze(shop.window());
    }

    @Test
    void theSameWindowGivesTheSameBytesAsEver() throws IOException {
        String json = analyzed(shop(Duration.ZERO, 1)).toJson();

        // Made by this engine once and kept. A change of it is a change of what users are told: look at the difference.
        assertThat(json).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in = InvarianceTest.class.getResourceAsStream("golden-database.json")) {
            return new String(
                    Objects.requireNonNull(in, "golden-database.json").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theOrderOfSeriesAndEventsDoesNotMatter() {
        Shop shop = shop(Duration.ZERO, 1);
        List<Series> series = new ArrayList<>(shop.series());
        List<Event> events = new ArrayList<>(shop.events());
        Collections.shuffle(series, new Random(5));
        Collections.reverse(events);

        CorrelationReport shuffled = CorrelationEngine.ofDefaults().analyze(shop.window(series, events));

        assertThat(shuffled.toJson()).isEqualTo(analyzed(shop).toJson());
    }

    @Test
    void aShiftByWholeDaysShiftsEverythingAndChangesNothing() {
        CorrelationReport here = analyzed(shop(Duration.ZERO, 1));
        CorrelationReport later = analyzed(shop(Duration.ofDays(100), 1));

        assertThat(later.episodes()).hasSameSizeAs(here.episodes());
        for (int i = 0; i < here.episodes().size(); i++) {
            Episode before = here.episodes().get(i);
            Episode after = later.episodes().stream()
                    .filter(episode -> episode.series().equals(before.series()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Duration.between(before.onset(), after.onset())).isEqualTo(Duration.ofDays(100));
            assertThat(after.effect()).isEqualTo(before.effect());
        }
        assertThat(later.incidents().get(0).rootCauses())
                .extracting(RootCause::score)
                .isEqualTo(here.incidents().get(0).rootCauses().stream()
                        .map(RootCause::score)
                        .toList());
    }

    @Test
    void aPositiveScaleOfDurationsScalesTheFiguresAndNothingElse() {
        // A power of two moves no value across the bounds of a bucket.
        CorrelationReport here = analyzed(shop(Duration.ZERO, 1));
        CorrelationReport slower = analyzed(shop(Duration.ZERO, 4));

        assertThat(slower.episodes())
                .extracting(Episode::id)
                .containsExactlyElementsOf(
                        here.episodes().stream().map(Episode::id).toList());
        for (int i = 0; i < here.episodes().size(); i++) {
            Episode before = here.episodes().get(i);
            Episode after = slower.episodes().get(i);
            assertThat(after.effect().ratio()).isCloseTo(before.effect().ratio(), within(1e-9));
            if (before.signal() == SignalClass.LATENCY && before.measure().equals("p95")) {
                assertThat(after.effect().observed())
                        .isCloseTo(4 * before.effect().observed(), within(1e-9));
            }
        }
    }
}
