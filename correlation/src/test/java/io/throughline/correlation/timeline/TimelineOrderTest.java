package io.throughline.correlation.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.assemble.TimelineEntry.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineOrderTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    @Test
    void whatIsOverBeforeTheOtherBeginsIsCertainlyBefore() {
        TimelineEntry deployment = entry("sentry", 0, 10);
        TimelineEntry onset = entry("azure", 30, 90);

        TimelineOrder order = TimelineOrder.of(List.of(onset, deployment));

        assertThat(order.before(deployment, onset)).isEqualTo(Precedence.CERTAIN);
        assertThat(order.before(onset, deployment)).isEqualTo(Precedence.IMPOSSIBLE);
        assertThat(order.placed()).extracting(PlacedEntry::first).containsExactly(1, 2);
        assertThat(order.placed()).allMatch(PlacedEntry::isCertain);
    }

    @Test
    void whatOverlapsHasNoOrder() {
        TimelineEntry a = entry("azure", 0, 60);
        TimelineEntry b = entry("azure", 30, 90);

        TimelineOrder order = TimelineOrder.of(List.of(a, b));

        assertThat(order.before(a, b)).isEqualTo(Precedence.POSSIBLE);
        assertThat(order.before(b, a)).isEqualTo(Precedence.POSSIBLE);
        assertThat(order.concurrentWith(a)).containsExactly(b);
        assertThat(order.groups()).containsExactly(List.of(a, b));
        assertThat(order.placed())
                .extracting(PlacedEntry::first, PlacedEntry::last)
                .containsOnly(org.assertj.core.api.Assertions.tuple(1, 2));
    }

    @Test
    void clocksOfTwoSystemsMayBeApart() {
        TimelineEntry fired = entry("azure", 10, 10);
        TimelineEntry opened = entry("jira", 11, 11);
        TimelineEntry moved = entry("jira", 12, 12);

        TimelineOrder order = TimelineOrder.of(List.of(fired, opened, moved));

        assertThat(order.before(fired, opened)).isEqualTo(Precedence.POSSIBLE);
        assertThat(order.before(opened, moved)).isEqualTo(Precedence.CERTAIN);
        assertThat(TimelineOrder.of(List.of(fired, opened), Duration.ZERO).before(fired, opened))
                .isEqualTo(Precedence.CERTAIN);
    }

    @Test
    void whatIsAtTheSameInstantOfOneClockIsBeforeNeither() {
        TimelineEntry a = entry("jira", 10, 10);
        TimelineEntry b = new TimelineEntry(
                a.earliest(), a.latest(), "jira", Phase.RECOVERY, "b", EntityId.product("shop"), "b", null);

        TimelineOrder order = TimelineOrder.of(List.of(a, b));

        assertThat(order.before(a, b)).isEqualTo(Precedence.IMPOSSIBLE);
        assertThat(order.before(b, a)).isEqualTo(Precedence.IMPOSSIBLE);
        assertThat(order.concurrentWith(a)).containsExactly(b);
    }

    @Test
    void lanesAreTheSystems() {
        TimelineEntry a = entry("sentry", 0, 0);
        TimelineEntry b = entry("azure", 60, 60);
        TimelineEntry c = entry("sentry", 120, 120);

        assertThat(TimelineOrder.of(List.of(c, b, a)).lanes())
                .hasSize(2)
                .hasEntrySatisfying(
                        "sentry",
                        lane -> assertThat(lane).extracting(PlacedEntry::entry).containsExactly(a, c));
    }

    @Test
    void refusesClocksThatAreApartByLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimelineOrder.of(List.of(), Duration.ofSeconds(-1)))
                .withMessageContaining("clocks");
        assertThat(TimelineOrder.of(List.of()).groups()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isAPartialOrderThatHoldsWhateverTheTrueInstantsAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimelineEntry> entries = new ArrayList<>();
        String[] lanes = {"azure", "jira", "sentry"};
        for (int i = 0; i < 14; i++) {
            int begin = random.nextInt(600);
            int length = random.nextInt(4) == 0 ? 0 : random.nextInt(90);
            entries.add(entry(lanes[random.nextInt(3)], begin, begin + length));
        }
        TimelineOrder order = TimelineOrder.of(entries);

        for (TimelineEntry a : entries) {
            for (TimelineEntry b : entries) {
                if (order.before(a, b) == Precedence.CERTAIN) {
                    assertThat(order.before(b, a)).isEqualTo(Precedence.IMPOSSIBLE);
                    entries.stream()
                            .filter(c -> order.before(b, c) == Precedence.CERTAIN)
                            .forEach(c -> assertThat(order.before(a, c)).isEqualTo(Precedence.CERTAIN));
                }
            }
        }
        List<List<TimelineEntry>> groups = order.groups();
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(entries);
        for (int i = 1; i < groups.size(); i++) {
            for (TimelineEntry earlier : groups.get(i - 1)) {
                assertThat(groups.get(i)).allMatch(later -> order.before(earlier, later) == Precedence.CERTAIN);
            }
        }
        for (int draw = 0; draw < 200; draw++) {
            holdsFor(random, entries, order);
        }
    }

    /** Draws true instants and clocks that are off by at most half the limit, and holds each statement against them. */
    private static void holdsFor(SplittableRandom random, List<TimelineEntry> entries, TimelineOrder order) {
        int[] off = {random.nextInt(-1000, 1001), random.nextInt(-1000, 1001), random.nextInt(-1000, 1001)};
        List<Long> truth = entries.stream()
                .map(entry -> {
                    long width =
                            Duration.between(entry.earliest(), entry.latest()).toMillis();
                    int lane = List.of("azure", "jira", "sentry").indexOf(entry.lane());
                    return entry.earliest().toEpochMilli() + random.nextLong(width + 1) + off[lane];
                })
                .toList();
        List<Integer> sequence = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            sequence.add(i);
        }
        sequence.sort(Comparator.comparing(truth::get));
        for (int i = 0; i < entries.size(); i++) {
            for (int j = 0; j < entries.size(); j++) {
                Precedence stated = order.before(entries.get(i), entries.get(j));
                if (truth.get(i) < truth.get(j)) {
                    assertThat(stated).isNotEqualTo(Precedence.IMPOSSIBLE);
                } else {
                    assertThat(stated).isNotEqualTo(Precedence.CERTAIN);
                }
            }
        }
        for (PlacedEntry placed : order.placed()) {
            int place = sequence.indexOf(entries.indexOf(placed.entry())) + 1;
            long same = truth.stream()
                    .filter(truth.get(entries.indexOf(placed.entry()))::equals)
                    .count();
            assertThat(place).isBetween(placed.first() - (int) same + 1, placed.last() + (int) same - 1);
        }
    }

    private static TimelineEntry entry(String lane, int from, int to) {
        String name = lane + " " + from + " " + to;
        return new TimelineEntry(
                NOON.plusSeconds(from),
                NOON.plusSeconds(to),
                lane,
                Phase.IMPACT,
                name,
                EntityId.product("shop"),
                name,
                null);
    }
}
