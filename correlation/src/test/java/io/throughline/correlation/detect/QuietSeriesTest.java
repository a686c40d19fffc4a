package io.throughline.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Series;
import io.throughline.correlation.detect.MadeSeries.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months in which nothing happens, and shifts that must be found in spite of it; at full size with {@code -Dthroughline.thorough=true}. */
class QuietSeriesTest {

    private static final boolean THOROUGH = Boolean.getBoolean("throughline.thorough");
    private static final int DAYS = 30;
    /** Of which nothing is asked: the first days and nights. */
    private static final int FIRST_DAYS = 2;

    private static final int DAY = 24 * 60;

    @Test
    void aQuietMonthHasLessThanOneEpisodeInASeries() {
        int seeds = THOROUGH ? 5 : 1;
        int stepMinutes = THOROUGH ? 1 : 10;
        int steps = DAYS * DAY / stepMinutes;
        List<String> episodes = new ArrayList<>();
        double months = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            List<Series> all = new ArrayList<>();
            for (MadeSeries kind : MadeSeries.values()) {
                all.addAll(kind.make(seed, steps, stepMinutes, Shift.NONE));
            }
            Detection detection = new EpisodeDetector(DetectionConfig.defaults())
                    .detect(MadeSeries.window(all, FIRST_DAYS * DAY / stepMinutes, steps, stepMinutes));
            assertThat(detection.learning()).isEmpty();
            months += detection.deviations().size() * (DAYS - FIRST_DAYS) / (double) DAYS;
            int of = seed;
            detection.episodes().forEach(episode -> episodes.add("seed " + of + ": " + episode));
        }
        assertThat(episodes.size() / months)
                .as("episodes in a series-month: " + episodes)
                .isLessThan(0.2);
    }

    /** Ten minutes or an hour of a shift of so many times, or robust deviations, in at least nine of ten series. */
    @ParameterizedTest
    @CsvSource({
        "COUNTS, 10, 2, 0",
        "BURSTY_COUNTS, 10, 2, 0",
        "BURSTY_SHARES, 10, 4, 0",
        "BURSTY_SHARES, 60, 3, 0",
        "LEVELS, 10, 1, 5",
        "LEVELS, 60, 1, 4",
        "HEAVY_TAILS, 10, 1, 4",
        "HISTOGRAMS, 10, 2, 0",
    })
    void aShiftIsFound(MadeSeries kind, int minutes, double times, double deviations) {
        int steps = 5 * DAY;
        int seeds = THOROUGH ? 20 : 2;
        int found = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            int at = steps - 90 - 17 * seed % 200;
            Instant onset = MadeSeries.START.plus(Duration.ofMinutes(at));
            List<Series> series = kind.make(seed, steps, 1, new Shift(at, at + minutes, times, deviations));
            Detection detection = new EpisodeDetector(DetectionConfig.defaults())
                    .detect(MadeSeries.window(series, steps - 360, steps, 1));
            found += detection.episodes().stream().anyMatch(episode -> overlaps(episode, onset, minutes)) ? 1 : 0;
        }
        assertThat(found / (double) seeds).as(kind + ", found of " + seeds).isGreaterThanOrEqualTo(0.9);
    }

    private static boolean overlaps(Episode episode, Instant onset, int minutes) {
        Instant end = episode.end();
        return episode.onset().isBefore(onset.plus(Duration.ofMinutes(minutes))) && (end == null || end.isAfter(onset));
    }
}
