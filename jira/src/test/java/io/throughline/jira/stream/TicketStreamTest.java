package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream.Departures;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Ticket;
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
    void goesOnFromTheLastTicketSeenIfItsTokenHasExpired() {
        for (int i = 0; i < 100; i++) {
            jira.create("CHK", "ticket " + i);
            jira.advance(Duration.ofMinutes(2));
        }
        TicketStream stream = stream(Set.of("CHK"));
        part(stream);
        int known = stored.size();
        jira.expireTokens();
        jira.queries().clear();

        TelemetryBatch rest = sync(stream);

        assertThat(known).isPositive();
        assertThat(rest.events()).as("nearly all of the rest, and no more").hasSizeBetween(100 - known, 101 - known);
        assertThat(jira.queries()).anyMatch(query -> query.contains("AND created >= "));
        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void saysHowLateTheIndexMayBe() {
        jira.create("CHK", "first");

        Revisions revisions = part(stream(Set.of("CHK")));

        assertThat(revisions.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(revisions.completeness().notes()).singleElement().asString().contains("30 min", "7 d");
    }

    @Test
    void isAsOfTheBeginOfALongWalkAndAsksForWhatChangedMeanwhile() {
        for (int i = 0; i < 100; i++) {
            jira.create("CHK", "ticket " + i);
            jira.advance(Duration.ofMinutes(10));
        }
        TicketStream stream = stream(Set.of("CHK"));
        Instant begun = jira.now();
        Revisions last = part(stream);
        while (cursor != null && last.more() && last.completeness().asOf() == null) {
            jira.advance(Duration.ofMinutes(40));
            last = part(stream);
        }

        assertThat(last.completeness().asOf()).isEqualTo(begun);
        assertThat(last.more()).as("much may have changed since").isTrue();
        assertThat(part(stream).completeness().asOf()).isEqualTo(jira.now());
    }

    @Test
    void tellsAProjectWhoseTicketsAreHiddenWithoutAWord() {
        jira.create("CHK", "first");
        jira.forbidBrowsing("CHK");

        Revisions revisions = part(stream(Set.of("CHK", "OPS")));

        assertThat(revisions.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(revisions.completeness().notes()).first().asString().contains("CHK", "Browse projects");
        assertThat(stream(Set.of("CHK", "OPS")).census(horizon())).isEmpty();
    }

    @Test
    void readsTheWholeAgainWhenItIsDueAndFindsWhatNoChangeTold() {
        int id = jira.create("CHK", "secret");
        jira.advance(Duration.ofHours(1));
        jira.create("CHK", "public");
        jira.hidden(id, true);
        TicketStream stream = stream(Set.of("CHK"));
        sync(stream);
        jira.hidden(id, false);
        jira.advance(Duration.ofDays(2));
        sync(stream);
        assertThat(stored).hasSize(1);
        jira.advance(Duration.ofDays(5));

        sync(stream);

        assertThat(stored).isEqualTo(jira.summaries());
    }

    @Test
    void tellsWhatWasMovedAwayFromWhatIsGone() {
        int moved = jira.create("CHK", "moved away");
        int within = jira.create("CHK", "moved within");
        int deleted = jira.create("CHK", "deleted");
        int late = jira.create("CHK", "not found, but there");
        jira.move(moved, "SEC");
        jira.move(within, "OPS");
        jira.delete(deleted);

        Departures departures = stream(Set.of("CHK", "OPS"))
                .departures(Set.of(
                        String.valueOf(moved), String.valueOf(within), String.valueOf(deleted), String.valueOf(late)));

        assertThat(departures.gone()).containsExactlyInAnyOrder(String.valueOf(moved), String.valueOf(deleted));
        assertThat(departures.notes())
                .anySatisfy(note -> assertThat(note).contains("moved", "SEC-" + moved))
                .anySatisfy(note -> assertThat(note).contains("1 ticket was deleted, or hidden"));
    }

    @Test
    void keepsATicketUnderItsIdWhenItsKeyChanges() {
        int id = jira.create("CHK", "moved");
        TicketStream stream = stream(Set.of("CHK", "OPS"));
        sync(stream);
        jira.advance(Duration.ofMinutes(5));
        jira.move(id, "OPS");

        TelemetryBatch batch = sync(stream);

        assertThat(stored).hasSize(1);
        assertThat(batch.events()).singleElement().satisfies(event -> {
            assertThat(event.provenance().vendorId()).isEqualTo(String.valueOf(id));
            assertThat(((Ticket) event).key()).startsWith("OPS-");
            assertThat(event.entity()).isEqualTo(JiraEntities.project("acme.atlassian.net", "OPS"));
        });
    }

    @Test
    void takesAllTransitionsOfALongHistory() {
        int id = jira.create("CHK", "busy");
        for (String status : List.of("2", "3", "4", "3", "4")) {
            jira.advance(Duration.ofMinutes(1));
            jira.transition(id, status);
        }

        Ticket ticket = (Ticket) sync(stream(Set.of("CHK"))).events().iterator().next();

        assertThat(ticket.transitions()).hasSize(5);
        assertThat(ticket.header().attributes().text(TicketTranslator.REOPENED)).contains("1");
        assertThat(ticket.header().attributes().text(TicketTranslator.STARTED_AT))
                .contains(START.plus(Duration.ofMinutes(2)).toString());
    }

    /** Pages counted by offsets shift when something before them goes. */
    @Test
    void missesNothingOnDataCenterThoughTicketsAreDeletedWhileItWalks() {
        FakeJira server = new FakeJira(START, false);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(server.create("CHK", "ticket " + i));
            server.advance(Duration.ofMinutes(1));
        }
        TicketStream stream = new TicketStream(
                Settings.streams(Set.of("CHK")),
                server.client(),
                new SourceRuntime(TestTime.at(START), Settings.HTTP, null));
        TimeWindow horizon = new TimeWindow(START.minusSeconds(1), START.plus(Duration.ofDays(9)));
        Map<String, String> seen = new TreeMap<>();
        String next = null;
        boolean more = true;
        while (more) {
            TelemetryBatch batch = new TelemetryBatch();
            Revisions revisions = stream.read(next, horizon, batch);
            batch.events().forEach(event -> seen.put(event.provenance().vendorId(), event.title()));
            next = revisions.cursor();
            more = revisions.more();
            // Four that were read: whatever comes next moves forward by four.
            ids.subList(0, 4).forEach(server::delete);
            ids.subList(0, 4).clear();
            if (ids.size() < 60) {
                break;
            }
        }
        while (more) {
            TelemetryBatch batch = new TelemetryBatch();
            Revisions revisions = stream.read(next, horizon, batch);
            batch.events().forEach(event -> seen.put(event.provenance().vendorId(), event.title()));
            next = revisions.cursor();
            more = revisions.more();
        }

        assertThat(seen).containsAllEntriesOf(server.summaries());
    }

    @Test
    void plansTheCallsItMakes() {
        for (int i = 0; i < 5; i++) {
            int id = jira.create("CHK", "ticket " + i);
            jira.transition(id, "3");
        }
        jira.pageSize(100);
        TicketStream stream = stream(Set.of("CHK"));
        StreamPlan plan = stream.plan(horizon(), Duration.ofMinutes(15)).orElseThrow();
        jira.calls().clear();
        cursor = null;

        part(stream);

        long empty = 1; // this Jira begins with an empty page
        assertThat(plan.firstCalls()).isEqualTo(jira.calls().size() - empty);
        assertThat(plan.notes().get(0)).contains("about 5 tickets");
        assertThat(plan.overlap()).isEqualTo(StreamSettings.STANDARD_LATE_INDEX);
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
