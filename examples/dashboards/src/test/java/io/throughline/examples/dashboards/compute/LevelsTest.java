package io.throughline.examples.dashboards.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.examples.dashboards.scenario.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Axis AXIS = Axis.over(new TimeWindow(START, START.plusSeconds(180)));

    private static NumberSeries series(String metric, SeriesKind kind, Unit unit, String plan, double... values) {
        SeriesKey key = new SeriesKey(Shop.DATABASE, metric, unit, kind, Attributes.of(AttributeKeys.PLAN_HASH, plan));
        long[] times = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            times[i] = START.plusSeconds(60L * i).toEpochMilli();
        }
        return NumberSeries.of(key, Duration.ofMinutes(1), times, values);
    }

    private static NumberSeries mean(String plan, double... values) {
        return series(Metrics.QUERY_DURATION_MEAN, SeriesKind.GAUGE, Unit.SECONDS, plan, values);
    }

    private static NumberSeries count(String plan, double... values) {
        return series(Metrics.QUERY_COUNT, SeriesKind.DELTA, Unit.counting("query"), plan, values);
    }

    @Test
    void means_of_two_plans_weigh_what_they_were_used() {
        assertThat(Levels.of(
                        AXIS,
                        List.of(mean("old", 0.1, 0.1), mean("new", 3, 3)),
                        List.of(count("old", 90, 0), count("new", 10, 50))))
                .containsExactly(0.39, 3.0, null);
    }

    @Test
    void the_highest_of_maxima_is_kept() {
        NumberSeries one = series(Metrics.CPU_UTILIZATION, SeriesKind.MAXIMUM, Unit.ONE, "a", 0.2, 0.3);
        NumberSeries other = series(Metrics.CPU_UTILIZATION, SeriesKind.MAXIMUM, Unit.ONE, "b", 0.7, 0.1);
        assertThat(Levels.of(AXIS, List.of(one, other), List.of())).containsExactly(0.7, 0.3, null);
    }
}
