package io.throughline.examples.dashboards.compute;

import static org.assertj.core.api.Assertions.assertThat;

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

class AmountsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private static NumberSeries errors(String release, Duration step, double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            times[i] = START.plus(step.multipliedBy(i)).toEpochMilli();
        }
        SeriesKey key = new SeriesKey(
                Shop.sentry("orders"),
                Metrics.ERROR_COUNT,
                Unit.ERRORS,
                SeriesKind.DELTA,
                Attributes.of("service.version", release));
        return NumberSeries.of(key, step, times, values);
    }

    private static Axis axis(Duration length) {
        return Axis.over(new TimeWindow(START, START.plus(length)));
    }

    @Test
    void series_of_a_coarser_step_are_spread_over_what_they_speak_of() {
        Axis axis = axis(Duration.ofMinutes(10));
        Amounts amounts = Amounts.of(
                axis, List.of(errors("a", Duration.ofMinutes(1), 1, 1, 1), errors("b", Duration.ofMinutes(5), 10, 20)));
        assertThat(amounts.perMinute(axis)).containsExactly(3.0, 3.0, 3.0, 2.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0);
    }

    @Test
    void a_single_coarse_series_keeps_its_rate_on_a_finer_axis() {
        Axis axis = axis(Duration.ofMinutes(60));
        Amounts amounts = Amounts.of(axis, List.of(errors("a", Duration.ofHours(1), 120)));
        assertThat(amounts.perMinute(axis)).hasSize(60).containsOnly(2.0);
    }

    @Test
    void on_a_coarser_axis_a_rate_is_over_the_minutes_that_are_known() {
        Axis axis = axis(Duration.ofHours(24));
        Amounts amounts = Amounts.of(axis, List.of(errors("a", Duration.ofMinutes(1), 4)));
        assertThat(axis.stepSeconds()).isEqualTo(120);
        assertThat(amounts.perMinute(axis).get(0)).isEqualTo(4.0);
        assertThat(amounts.perMinute(axis).get(1)).isNull();
    }

    @Test
    void silence_is_zero_only_for_whole_steps_that_were_read() {
        Axis axis = axis(Duration.ofMinutes(4));
        Amounts amounts =
                Amounts.of(axis, List.of(errors("a", Duration.ofMinutes(1), 4))).zeroUntil(START.plusSeconds(150));
        assertThat(amounts.perMinute(axis)).containsExactly(4.0, 0.0, null, null);
        assertThat(amounts.total(axis.window())).isEqualTo(4.0);
        assertThat(amounts.meanPerMinute(axis.window())).isEqualTo(2.0);
    }
}
