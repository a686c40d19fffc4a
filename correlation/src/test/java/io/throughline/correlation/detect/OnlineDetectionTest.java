package io.throughline.correlation.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.MadeSeries.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whoever looks as the data come sees what one who looks at all of them later sees. */
class OnlineDetectionTest {

    private static final int STEP = 5;
    private static final int DAY = 24 * 60 / STEP;
    private static final int STEPS = 4 * DAY + DAY / 2;
    private static final int FOCUS = 4 * DAY;
    private static final int SHIFTED = STEPS - 40;
    private static final EpisodeDetector DETECTOR = new EpisodeDetector(DetectionConfig.defaults());

    private static List<Series> made(int steps) {
        List<Series> all = new ArrayList<>();
        for (MadeSeries kind : MadeSeries.values()) {
            all.addAll(kind.make(7, STEPS, STEP, new Shift(SHIFTED, SHIFTED + 15, 4, 8)));
        }
        TimeWindow span = new TimeWindow(MadeSeries.START, at(steps));
        return all.stream().map(series -> series.slice(span)).toList();
    }

    private static Instant at(int step) {
        return MadeSeries.START.plus(Duration.ofMinutes((long) step * STEP));
    }

    private static TelemetryWindow window(int steps) {
        return MadeSeries.window(made(steps), FOCUS, steps, STEP);
    }

    @Test
    void eachClosedStepIsJudgedAlikeAsTheWindowGrows() {
        Map<SeriesKey, Deviations> batch = DETECTOR.detect(window(STEPS)).deviations();
        for (int end = FOCUS + 6; end < STEPS; end += 29) {
            Map<SeriesKey, Deviations> online = DETECTOR.detect(window(end)).deviations();
            for (Map.Entry<SeriesKey, Deviations> entry : online.entrySet()) {
                Deviations late = Objects.requireNonNull(batch.get(entry.getKey()));
                for (int i = FOCUS; i < end; i++) {
                    assertThat(entry.getValue().scoreAt(i))
                            .as(entry.getKey() + " at " + i)
                            .isEqualTo((Double) late.scoreAt(i));
                }
            }
        }
    }

    @Test
    void anEpisodeThatIsOverIsTheSameLater() {
        int end = SHIFTED + 30;
        List<Episode> online = over(DETECTOR.detect(window(end)));
        List<Episode> batch = over(DETECTOR.detect(window(STEPS)));
        assertThat(online).hasSizeGreaterThan(5);
        assertThat(batch.stream().map(Episode::id))
                .containsAll(online.stream().map(Episode::id).toList());
        assertThat(batch.stream().map(Episode::end))
                .containsAll(online.stream().map(Episode::end).toList());
    }

    private static List<Episode> over(Detection detection) {
        Instant before = at(SHIFTED + 20);
        return detection.episodes().stream()
                .filter(episode -> episode.end() != null && episode.end().isBefore(before))
                .toList();
    }

    @Test
    void pointsThatCameLateLeaveNoTrace() {
        String onTime = DETECTOR.detect(window(STEPS)).episodes().toString();
        List<Series> holed = new ArrayList<>();
        TimeWindow late = new TimeWindow(at(SHIFTED - 3), at(SHIFTED + 2));
        for (Series series : made(STEPS)) {
            holed.add(series.slice(new TimeWindow(MadeSeries.START, late.from())));
            holed.add(series.slice(new TimeWindow(late.to(), at(STEPS))));
        }
        String meanwhile = DETECTOR.detect(MadeSeries.window(holed, FOCUS, STEPS, STEP))
                .episodes()
                .toString();
        assertThat(meanwhile).isNotEqualTo(onTime);
        for (Series series : made(STEPS)) {
            holed.add(series.slice(late));
        }
        assertThat(DETECTOR.detect(MadeSeries.window(holed, FOCUS, STEPS, STEP))
                        .episodes()
                        .toString())
                .isEqualTo(onTime);
    }
}
