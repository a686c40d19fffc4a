package io.throughline.sentry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionCursorTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow WEEK = TimeWindow.endingAt(NOON, Duration.ofDays(7));
    private static final Duration OVERLAP = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);

    private static RevisionCursor.Pass next(RevisionCursor cursor, TimeWindow horizon) {
        return cursor.next(horizon, OVERLAP, HOUR);
    }

    @Test
    void survivesItsTextForm() {
        RevisionCursor cursor = RevisionCursor.parse(null);
        cursor = cursor.after(next(cursor, WEEK), null);
        cursor =
                cursor.after(next(cursor, TimeWindow.endingAt(NOON.plusSeconds(9), Duration.ofDays(7))), "a&b=c:0:1 é");

        assertThat(RevisionCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.pass()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "through=yesterday", "from=2026-03-01T12:00:00Z&to=2026-03-01T11:00:00Z"})
    void beginsAnewWithATextThatIsNone(String text) {
        assertThat(next(RevisionCursor.parse(text), WEEK)).isEqualTo(new RevisionCursor.Pass(WEEK, true, null));
    }

    @Test
    void readsTheWholeOfAHorizonThatReachesFurtherBack() {
        RevisionCursor cursor = RevisionCursor.parse(null);
        cursor = cursor.after(next(cursor, WEEK), null);

        assertThat(next(cursor, TimeWindow.endingAt(NOON.plusSeconds(1), Duration.ofDays(7)))
                        .whole())
                .isFalse();
        assertThat(next(cursor, TimeWindow.endingAt(NOON.plusSeconds(1), Duration.ofDays(8)))
                        .whole())
                .isTrue();
    }

    @Test
    void readsTheWholeWhenTheClockWentBack() {
        RevisionCursor cursor = RevisionCursor.parse(null);
        cursor = cursor.after(next(cursor, WEEK), null);

        assertThat(next(cursor, TimeWindow.endingAt(NOON.minusSeconds(60), Duration.ofDays(1)))
                        .whole())
                .isTrue();
    }
}
