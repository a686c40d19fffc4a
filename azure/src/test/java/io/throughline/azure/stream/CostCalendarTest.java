package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCalendarTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T23:50:00Z | 2026-11-17 | five days and today, the first time of a day",
                "2026-11-12T03:00:00Z | 2026-11-08 | and those since, after a pause",
                "2026-11-06T23:59:00Z | 2026-10-01 | the month before, through the sixth",
                "2026-11-07T00:00:00Z | 2026-11-03 | not from the seventh on",
                "2026-10-31T22:00:00Z | 2026-10-01 | a month that ended meanwhile",
                "2026-09-20T22:00:00Z | 2026-09-01 | also if it is long ago"
            })
    void readsAgain(String since, String from, String what) {
        TimeWindow horizon = horizon("2026-08-01", "2026-11-23");

        List<TimeWindow> windows = CostCalendar.revised(Instant.parse(since), horizon);

        assertThat(windows.get(0).from()).as(what).isEqualTo(day(from));
        assertThat(windows.get(windows.size() - 1).to()).isEqualTo(day("2026-11-23"));
        assertThat(windows).allMatch(window -> window.length().equals(Duration.ofDays(1)));
    }

    @Test
    void asksNothingForTheRestOfADay() {
        TimeWindow horizon = horizon("2026-10-23", "2026-11-23");

        assertThat(CostCalendar.revised(Instant.parse("2026-11-22T00:00:00Z"), horizon))
                .isEmpty();
        assertThat(CostCalendar.revised(Instant.parse("2026-11-22T23:55:00Z"), horizon))
                .isEmpty();
        assertThat(CostCalendar.today(Instant.parse("2026-11-22T00:00:00Z"), horizon))
                .isEmpty();
        assertThat(CostCalendar.today(Instant.parse("2026-11-21T23:55:00Z"), horizon))
                .containsExactly(horizon("2026-11-22", "2026-11-23"));
    }

    @Test
    void staysWithinTheHorizon() {
        TimeWindow horizon = horizon("2026-11-20", "2026-11-23");

        assertThat(CostCalendar.revised(Instant.parse("2026-11-03T12:00:00Z"), horizon))
                .containsExactlyElementsOf(horizon.split(Duration.ofDays(1)));
    }

    @Test
    void readsOnceADayHoweverOftenItIsSynced() {
        assertThat(CostCalendar.readsPerDay(Duration.ofHours(1))).isBetween(1.0, 1.1);
        assertThat(CostCalendar.readsPerDay(Duration.ofMinutes(5))).isEqualTo(2);
        assertThat(CostCalendar.readsPerDay(Duration.ofDays(2))).isEqualTo(0.5);
    }

    private static TimeWindow horizon(String from, String to) {
        return new TimeWindow(day(from), day(to));
    }

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
