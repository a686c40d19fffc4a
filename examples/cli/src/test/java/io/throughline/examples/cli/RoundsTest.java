package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = BEGIN.plusSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theNextRoundIsWhenAStreamIsDue() {
        assertThat(Rounds.wakeUp(BEGIN, END, BEGIN.plusSeconds(30), MINUTE)).isEqualTo(BEGIN.plusSeconds(30));
    }

    @Test
    void butNotLaterThanTheDashboardsMayBeOld() {
        assertThat(Rounds.wakeUp(BEGIN, END, BEGIN.plusSeconds(3600), MINUTE)).isEqualTo(BEGIN.plusSeconds(60));
        assertThat(Rounds.wakeUp(BEGIN, END, null, MINUTE)).isEqualTo(BEGIN.plusSeconds(60));
    }

    @Test
    void andNeverWithoutAPause() {
        assertThat(Rounds.wakeUp(BEGIN, END, BEGIN, MINUTE)).isEqualTo(END.plusSeconds(2));
        assertThat(Rounds.wakeUp(BEGIN, BEGIN.plusSeconds(300), null, MINUTE)).isEqualTo(BEGIN.plusSeconds(302));
    }
}
