package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketStreamTest {

    private static final Instant START = Instant.parse("2026-10-30T22:00:00Z");

    private final FakeJira jira = new FakeJira(START);
    private final Map<String, String> stored = new TreeMap<>();
    private @Nullable String cursor;

    @Test
    void readsWhatExistsThenOnlyWhatChanged() {
        int first = jira.create("CHK", "first");
        jira.advance(Duration.ofHours(5));
        int second = jira.create("OPS", "second");
        TicketStream stream = stream(Set.of("CHK", "OPS"));
        sync(stream);
        jira.advance(Duration.ofHours(5));
        jira.update(second, "second, changed");

        TelemetryBatch batch = sync(stream);

        assertThat(batch.events()).hasSize(1);
        assertThat(stored)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(String.valueOf(first), "first", String.valueOf(second), "second, changed"));
    }

    @Test
    void asksInMinutesOfTheProfilesZoneAndBeginsBeforeTheLastChange() {
        jira.create("CHK", "first"); // 22:00 UTC is 19:30 in St. John's
        TicketStream stream = stream(Set.of("CHK"));
        sync(stream);
        jira.queries().clear();

        sync(stream);

        assertThat(jira.queries().get(0))
                .isEqualTo("project in (\"CHK\") AND updated >= \"2026-10-30 19:00\" ORDER BY created ASC, key ASC");
    }

    /** People create and change tickets while pages are read, the index lags, clocks change: nothing may be missed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void missesNothingWhateverHappensMeanwhile(long seed) {
        Random random = new Random(seed);
        TicketStream stream = stream(Set.of("CHK", "OPS"));
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add(jira.create("CHK", "ticket " + i));
        }
        for (int step = 0; step < 100; step++) {
            jira.indexLag(Duration.ofSeconds(random.nextInt(600)));
            jira.advance(Duration.ofSeconds(random.nextInt(900)));
            for (int change = random.nextInt(4); change > 0; change--) {
                jira.update(ids.get(random.nextInt(ids.size())), "step " + step + " change " + change);
            }
            if (random.nextInt(3) == 0) {
                ids.add(jira.create(random.nextBoolean() ? "CHK" : "OPS", "created in step " + step));
            }
            // One part of a walk: the next changes come before its next pages.
            part(stream);
        }
        jira.advance(Duration.ofMinutes(11));

        sync(stream);

        assertThat(stored).as("seed %d", seed).isEqualTo(jira.summaries());
    }

    @Test
    void goesOnAfterAPartAndTellsThatMoreFollows() {
        for (int i = 0; i < 100; i++) {
            jira.create("CHK", "ticket " + i);
        }
        TicketStream stream = stream(Set.of("CHK"));

        Revisions first = part(stream);
        TelemetryBatch rest = sync(stream);

        assertThat(first.more()).isTrue();
        assertThat(first.completeness().asOf()).isNull();
        assertThat(rest.events()).hasSizeLessThan(100);
        assertThat(stored).hasSize(100);
    }

    @Test
    void readsAgainWhatChangedBehindALongWalk() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(jira.create("CHK", "ticket " + i));
        }
        TicketStream stream = stream(Set.of("CHK"));
        part(stream);
        jira.update(ids.get(0), "changed after its page was read");
        jira.advance(Duration.ofHours(2));
        jira.update(ids.get(99), "changed before its page is read");
        sync(stream);

        sync(stream);

        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void beginsAWalkAnewIfItsTokenHasExpired() {
        for (int i = 0; i < 100; i++) {
            jira.create("CHK", "ticket " + i);
        }
        TicketStream stream = stream(Set.of("CHK"));
        part(stream);
        jira.expireTokens();

        sync(stream);

        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void readsAProjectFromTheStartWhenItBecomesVisible() {
        jira.hide("OPS");
        jira.create("OPS", "old");
        jira.advance(Duration.ofDays(2));
        jira.create("CHK", "new");
        TicketStream stream = stream(Set.of("CHK", "OPS"));
        Revisions hidden = part(stream);
        jira.show("OPS");

        sync(stream);

        assertThat(hidden.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(hidden.completeness().notes()).first().asString().contains("OPS", "Browse projects");
        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void readsAnEarlierHorizonFromItsStart() {
        jira.create("CHK", "old");
        jira.advance(Duration.ofDays(20));
        jira.create("CHK", "new");
        TicketStream stream = stream(Set.of("CHK"));
        TimeWindow week = TimeWindow.endingAt(jira.now(), Duration.ofDays(7));
        cursor = stream.read(null, week, new TelemetryBatch()).cursor();

        sync(stream);

        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void beginsAnewWithACursorItCannotRead() {
        jira.create("CHK", "first");
        cursor = "{\"version\":99}";

        sync(stream(Set.of("CHK")));

        assertThat(stored).hasSize(1);
    }

    @Test
    void listsWhatExistsSoThatDeletedTicketsAreFound() {
        int kept = jira.create("CHK", "kept");
        int deleted = jira.create("CHK", "deleted");
        jira.delete(deleted);
        jira.advance(Duration.ofDays(1));
        int later = jira.create("CHK", "after the horizon");

        TimeWindow horizon = new TimeWindow(START.minusSeconds(1), START.plusSeconds(1));

        assertThat(stream(Set.of("CHK")).census(horizon).orElseThrow())
                .contains(String.valueOf(kept))
                .doesNotContain(String.valueOf(deleted), String.valueOf(later));
    }

    @Test
    void takesNoCensusWhileAProjectIsHidden() {
        jira.create("OPS", "hidden, not deleted");
        jira.hide("OPS");

        assertThat(stream(Set.of("CHK", "OPS")).census(horizon())).isEmpty();
    }

    private TicketStream stream(Set<String> projects) {
        SourceRuntime runtime = new SourceRuntime(TestTime.at(START), Settings.HTTP, null);
        return new TicketStream(Settings.streams(projects), jira.client(), runtime);
    }

    private TelemetryBatch sync(TicketStream stream) {
        TelemetryBatch all = new TelemetryBatch();
        Revisions revisions;
        do {
            revisions = stream.read(cursor, horizon(), all);
            keep(revisions, all);
        } while (revisions.more());
        return all;
    }

    private Revisions part(TicketStream stream) {
        TelemetryBatch batch = new TelemetryBatch();
        Revisions revisions = stream.read(cursor, horizon(), batch);
        keep(revisions, batch);
        return revisions;
    }

    private void keep(Revisions revisions, TelemetryBatch batch) {
        cursor = revisions.cursor();
        batch.events().forEach(event -> stored.put(event.provenance().vendorId(), event.title()));
    }

    private TimeWindow horizon() {
        return new TimeWindow(START.minus(Duration.ofDays(1)), jira.now().plus(Duration.ofDays(1)));
    }
}
