package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqlTimesTest {

    @Test
    void writesMinutesInTheZoneOfTheProfile() {
        JqlTimes times = JqlTimes.in(ZoneId.of("Asia/Kolkata"));

        assertThat(times.atOrBefore(Instant.parse("2026-11-22T18:29:59Z"))).isEqualTo("2026-11-22T23:59");
        assertThat(times.atOrAfter(Instant.parse("2026-11-22T18:29:59Z"))).isEqualTo("2026-11-23T00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"
            })
    void takesBoundsOutwardsHoweverAnAmbiguousHourIsRead(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        JqlTimes times = JqlTimes.in(zone);
        Random random = new Random(7);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 3_000; i++) {
            Instant instant =
                    start.plusMillis(random.nextLong(Duration.ofDays(730).toMillis()));

            for (boolean later : new boolean[] {false, true}) {
                assertThat(read(times.atOrBefore(instant), zone, later)).isBeforeOrEqualTo(instant);
                assertThat(read(times.atOrAfter(instant), zone, later)).isAfterOrEqualTo(instant);
            }
            assertThat(Duration.between(read(times.atOrBefore(instant), zone, false), instant))
                    .isLessThan(Duration.ofMinutes(122));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Etc/GMT+12", "Pacific/Kiritimati", "UTC"})
    void takesBoundsWideEnoughForAnyZoneIfTheProfileHidesIt(String actual) {
        Instant instant = Instant.parse("2026-11-22T18:29:59Z");
        JqlTimes times = JqlTimes.in(null);

        assertThat(read(times.atOrBefore(instant), ZoneId.of(actual), false)).isBeforeOrEqualTo(instant);
        assertThat(read(times.atOrAfter(instant), ZoneId.of(actual), true)).isAfterOrEqualTo(instant);
    }

    /** Reads a literal as Jira does; where the wall clock shows it twice, as its earlier or later self. */
    private static Instant read(LocalDateTime literal, ZoneId zone, boolean later) {
        return later
                ? literal.atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : literal.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
