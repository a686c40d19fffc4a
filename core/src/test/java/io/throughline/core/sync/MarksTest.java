package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final TimeWindow WEEK = TimeWindow.endingAt(NOON, Duration.ofDays(7));

    @Test
    void readWhatEarlierVersionsWrote() {
        Marks marks = read("2026-02-23T12:00:00Z").orElseThrow();

        assertThat(marks.coverage()).isEqualTo(Coverage.of(WEEK.from(), NOON));
        assertThat(marks.cursor(NOON)).isEqualTo("2026-02-23T12:00:00Z");
    }

    @Test
    void comeBackFromTheirText() {
        Marks marks = new Marks(
                Coverage.of(WEEK.from(), NOON).caughtUp(hoursAgo(5), NOON.plusSeconds(60), WEEK.from()),
                List.of(new TimeWindow(hoursAgo(9), hoursAgo(8)), new TimeWindow(hoursAgo(4), hoursAgo(2))),
                NOON.minusSeconds(7));

        Instant watermark = marks.coverage().watermark(WEEK);

        assertThat(watermark).isEqualTo(NOON);
        assertThat(read(marks.cursor(watermark))).contains(marks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "yesterday", "owed=2026-02-23T12:00:00Z", "a@b", "2026-02-23T12:00:00Z tried=x"})
    void areNoneIfTheyCannotBeUnderstood(String cursor) {
        assertThat(read(cursor)).isEmpty();
    }

    @Test
    void rememberWhatAShortHorizonLeftOut() {
        Coverage week = Coverage.of(WEEK.from(), NOON);
        Instant later = NOON.plusSeconds(600);

        Coverage narrowed = week.caughtUp(hoursAgo(1), later, hoursAgo(1));

        assertThat(narrowed.watermark(new TimeWindow(hoursAgo(1), later))).isEqualTo(later);
        assertThat(narrowed.watermark(WEEK)).isEqualTo(NOON);
        assertThat(narrowed.part(1, WEEK)).contains(new TimeWindow(WEEK.from(), hoursAgo(1)));
    }

    @Test
    void stayOneStretchWhileTheHorizonSlides() {
        Coverage coverage = Coverage.of(WEEK.from(), NOON);
        for (int minute = 1; minute < 10_000; minute += 7) {
            Instant now = NOON.plusSeconds(60L * minute);
            coverage = coverage.caughtUp(now.minus(Duration.ofDays(7)), now, now.minus(Duration.ofDays(7)));
            assertThat(coverage.stretches()).hasSize(1);
        }
    }

    @Test
    void stayFewAndNeverClaimMoreHoweverOftenASyncBreaksOff() {
        Coverage coverage = Coverage.of(WEEK.from(), NOON);
        for (int i = 1; i < 40; i++) {
            Coverage before = coverage;
            Instant now = NOON.plusSeconds(60L * i);
            coverage = coverage.caughtUp(hoursAgo(100 - i), now, WEEK.from());
            assertThat(coverage.stretches().size()).isLessThanOrEqualTo(4);
            for (int hour = 0; hour < 168; hour++) {
                Instant known = at(before, hoursAgo(hour));
                Instant claimed = at(coverage, hoursAgo(hour));
                assertThat(claimed).isBeforeOrEqualTo(hour <= 100 - i ? now : known);
            }
        }
    }

    private static Instant at(Coverage coverage, Instant time) {
        return coverage.stretches().stream()
                .filter(stretch -> !stretch.from().isAfter(time))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static Instant hoursAgo(int hours) {
        return NOON.minus(Duration.ofHours(hours));
    }

    private static Optional<Marks> read(String cursor) {
        return Marks.of(new StreamState("lab/x", NOON, cursor, NOON, StreamCompleteness.complete("lab/x", NOON)));
    }
}
