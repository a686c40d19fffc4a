package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.Pulse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dead-man's switch over histories of many sorts: quiet while a stream is itself, loud once it stops. */
class PulseRuleTest {

    private static final Instant START = Instant.parse("2026-02-02T00:00:00Z"); // a Monday
    private static final Duration GRID = Duration.ofMinutes(15);
    private static final Duration LATENESS = Duration.ofHours(1);

    @Test
    void aRegularStreamRaisesNothingAndIsMissedSoonAfterItStops() {
        assertQuietThenMissed("regular", time -> true, Duration.ofDays(3));
    }

    @Test
    void aDailyJobRaisesNothing() {
        assertQuietThenMissed("daily job", time -> time.atOffset(ZoneOffset.UTC).getHour() == 2, Duration.ofDays(30));
    }

    @Test
    void aBurstyStreamRaisesNothing() {
        for (int seed = 0; seed < 40; seed++) {
            // Pauses of up to six hours, bursts of up to two.
            Random random = new Random(seed);
            TreeSet<Instant> alive = new TreeSet<>();
            alive.add(START);
            Instant time = START;
            // A pause of the longest sort comes early, as it would in any history that is long enough.
            time = time.plus(Duration.ofHours(6));
            while (time.isBefore(START.plus(Duration.ofDays(21)))) {
                int burst = 1 + random.nextInt(8);
                for (int i = 0; i < burst; i++) {
                    alive.add(time);
                    time = time.plus(GRID);
                }
                time = time.plus(GRID.multipliedBy(random.nextInt(24)));
            }
            assertQuietThenMissed("bursty, seed " + seed, alive::contains, Duration.ofDays(20));
        }
    }

    @Test
    void workingHoursAreLearntFromTheFirstNightAndWeekend() {
        Predicate<Instant> working = time -> {
            int hour = time.atOffset(ZoneOffset.UTC).getHour();
            DayOfWeek day = time.atOffset(ZoneOffset.UTC).getDayOfWeek();
            return hour >= 8 && hour < 18 && day.getValue() <= 5;
        };
        History history = new History();
        for (Instant time = START; time.isBefore(START.plus(Duration.ofDays(28))); time = time.plus(GRID)) {
            history.read(time, working.test(time));
            if (time.isAfter(START.plus(Duration.ofDays(8)))) {
                assertThat(history.silentAt(time)).as("at %s", time).isFalse();
            }
        }
    }

    @Test
    void nothingIsSaidOfAStreamThatIsNotYetKnown() {
        History history = new History();
        Instant time = START;
        for (int i = 0; i < PulseRule.WINDOWS_TO_KNOW - 1; i++) {
            history.read(time, true);
            time = time.plus(Duration.ofHours(1));
        }
        assertThat(history.silentAt(time.plus(Duration.ofDays(9)))).isFalse();

        history.read(time, true);
        assertThat(history.silentAt(time.plus(Duration.ofDays(9)))).isTrue();
    }

    @Test
    void theOrderInWhichTheBackFillReadsDoesNotMatter() {
        TreeSet<Instant> windows = new TreeSet<>();
        for (int hour = 0; hour < 48; hour += hour % 5 + 1) {
            windows.add(START.plus(Duration.ofHours(hour)));
        }
        Pulse forwards = null;
        for (Instant window : windows) {
            forwards = PulseRule.after(forwards, new TreeSet<>(java.util.Set.of(window)));
        }
        Pulse backwards = null;
        for (Instant window : windows.descendingSet()) {
            backwards = PulseRule.after(backwards, new TreeSet<>(java.util.Set.of(window)));
        }

        assertThat(backwards).isEqualTo(forwards).isEqualTo(PulseRule.after(null, windows));
    }

    private static void assertQuietThenMissed(String what, Predicate<Instant> alive, Duration length) {
        History history = new History();
        Instant time = START;
        for (; time.isBefore(START.plus(length)); time = time.plus(GRID)) {
            history.read(time, alive.test(time));
            assertThat(history.silentAt(time)).as("%s at %s", what, time).isFalse();
        }
        Pulse pulse = java.util.Objects.requireNonNull(history.pulse);
        Instant bound = pulse.last()
                .plus(GRID)
                .plus(pulse.longestPause().multipliedBy(2))
                .plus(LATENESS)
                .plus(GRID.multipliedBy(3));
        assertThat(history.silentAt(bound)).as(what).isFalse();
        assertThat(history.silentAt(bound.plusSeconds(1))).as(what).isTrue();
    }

    private static final class History {

        private @Nullable Pulse pulse;

        void read(Instant window, boolean hasAnything) {
            if (hasAnything) {
                pulse = PulseRule.after(pulse, new TreeSet<>(java.util.Set.of(window)));
            }
        }

        boolean silentAt(Instant readTo) {
            return pulse != null
                    && PulseRule.silentSince(pulse, GRID, LATENESS, readTo).isPresent();
        }
    }
}
