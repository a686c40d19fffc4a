package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in Jira, and whenever it is read: once it is quiet and was read whole, the store has what Jira has, and
 * at no time is more claimed than was read.
 */
class TicketConvergenceTest {

    /** Two days before the clocks of the account's zone go back. */
    private static final Instant START = Instant.parse("2026-10-30T22:00:00Z");

    private static final Duration LATE_INDEX = StreamSettings.STANDARD_LATE_INDEX;
    private static final List<String> PROJECTS = List.of("CHK", "OPS", "SEC");

    private final TestTime clock = TestTime.at(START);
    private final InMemoryTelemetryStore store = new InMemoryTelemetryStore();
    /** When each ticket got which revision; a ticket that was hidden meanwhile is not held against a claim. */
    private final Map<Integer, TreeMap<Instant, Integer>> revisions = new HashMap<>();

    private final List<Integer> hidden = new ArrayList<>();
    private Instant lastShown = Instant.MIN;
    private boolean anyClosed;
    private int claimsHeld;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("throughline.jira.seeds", 8));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void endsWithWhatJiraHasAndNeverClaimsMore(long seed) {
        Random random = new Random(seed);
        boolean cloud = seed % 4 != 0;
        Set<String> scope = seed % 3 == 0 ? Set.of() : Set.of("CHK", "OPS");
        FakeJira jira = new FakeJira(START, cloud);
        for (int i = 0; i < 40; i++) {
            create(jira, "CHK");
        }
        for (int step = 0; step < 50; step++) {
            pass(jira, Duration.ofSeconds(random.nextInt(step % 20 == 0 ? 200_000 : 4_000)));
            jira.indexLag(Duration.ofSeconds(random.nextInt((int) LATE_INDEX.toSeconds())));
            jira.pageSize(1 + random.nextInt(6));
            for (int events = random.nextInt(6); events > 0; events--) {
                happen(jira, random);
            }
            update(jira, jira.ids().get(random.nextInt(jira.ids().size())));
            if (random.nextInt(8) == 0) {
                jira.failAfter(random.nextInt(40));
            }
            StreamResult result = sync(jira, scope, random.nextInt(12) == 0);
            claims(seed, step, jira, result);
        }
        assertThat(claimsHeld)
                .as("seed %d: claims that could be held against Jira", seed)
                .isPositive();
        quiesce(jira);

        StreamResult last = sync(jira, scope, false);

        assertThat(last.completeness().state()).as("seed %d: %s", seed, last).isEqualTo(State.COMPLETE);
        assertThat(stored())
                .as("seed %d", seed)
                .isEqualTo(jira.visible(scope.isEmpty() ? Set.copyOf(PROJECTS) : scope));
    }

    private void happen(FakeJira jira, Random random) {
        List<Integer> ids = jira.ids();
        int id = ids.get(random.nextInt(ids.size()));
        String project = PROJECTS.get(random.nextInt(PROJECTS.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> create(jira, project);
            case 2 -> {
                jira.delete(id);
                revisions.remove(id);
            }
            case 3 -> {
                jira.move(id, project);
                // A move in and out of the scope is no revision of the text, but must not be claimed either.
                revisions.remove(id);
            }
            case 4 -> jira.expireTokens();
            case 5 -> {
                jira.hidden(id, true);
                hidden.add(id);
                revisions.remove(id);
            }
            case 6 -> {
                if (!hidden.isEmpty() && ids.contains(hidden.get(0))) {
                    jira.hidden(hidden.remove(0), false);
                }
            }
            case 7 -> {
                if (random.nextInt(3) == 0) {
                    jira.hide(project);
                    anyClosed = true;
                }
            }
            case 8 -> {
                if (random.nextInt(3) == 0) {
                    jira.forbidBrowsing(project);
                    anyClosed = true;
                }
            }
            case 9 -> show(jira);
            default -> update(jira, id);
        }
    }

    private void show(FakeJira jira) {
        PROJECTS.forEach(jira::show);
        PROJECTS.forEach(jira::allowBrowsing);
        if (anyClosed) {
            lastShown = clock.instant();
        }
        anyClosed = false;
    }

    private void create(FakeJira jira, String project) {
        int id = jira.create(project, "r0");
        revisions.put(id, new TreeMap<>(Map.of(clock.instant(), 0)));
    }

    private void update(FakeJira jira, int id) {
        TreeMap<Instant, Integer> known = revisions.get(id);
        int revision = known == null ? 1 : known.lastEntry().getValue() + 1;
        jira.update(id, "r" + revision);
        if (known != null) {
            known.put(clock.instant(), revision);
        }
    }

    /** All that was lasting at the time that is claimed, less the index's lag, must be there at least as new. */
    private void claims(long seed, int step, FakeJira jira, StreamResult result) {
        Instant asOf = result.completeness().asOf();
        if (result.completeness().state() != State.COMPLETE || asOf == null) {
            return;
        }
        Instant sure = asOf.minus(LATE_INDEX);
        Map<String, String> stored = stored();
        Map<String, String> visible = jira.visible(Set.of("CHK", "OPS"));
        revisions.forEach((id, known) -> {
            Map.Entry<Instant, Integer> due = known.floorEntry(sure);
            if (due != null
                    && visible.containsKey(String.valueOf(id))
                    && due.getKey().isAfter(lastShown)) {
                String text = stored.get(String.valueOf(id));
                assertThat(text)
                        .as("seed %d, step %d: ticket %d, complete as of %s", seed, step, id, asOf)
                        .isNotNull();
                assertThat(Integer.parseInt(text.substring(text.indexOf('r') + 1)))
                        .as("seed %d, step %d: revision of ticket %d, complete as of %s", seed, step, id, asOf)
                        .isGreaterThanOrEqualTo(due.getValue());
                claimsHeld++;
            }
        });
    }

    /** All is shown, the index catches up, the whole is read again, and a new day brings a census. */
    private void quiesce(FakeJira jira) {
        show(jira);
        jira.ids().forEach(id -> jira.hidden(id, false));
        jira.failAfter(Integer.MAX_VALUE);
        pass(jira, StreamSettings.STANDARD_REREAD.plus(Duration.ofDays(1)));
    }

    private void pass(FakeJira jira, Duration duration) {
        jira.advance(duration);
        clock.advance(duration);
    }

    private StreamResult sync(FakeJira jira, Set<String> scope, boolean force) {
        SourceRuntime runtime = new SourceRuntime(clock, Settings.HTTP, null);
        TicketStream stream = new TicketStream(Settings.streams(scope), jira.client(), runtime);
        SyncEngine engine =
                SyncEngine.builder(store).source(source(stream)).clock(clock).build();
        return engine.run(new SyncRequest(horizon(), Set.of(), Set.of(), force), SyncListener.none())
                .streams()
                .get(0);
    }

    private static TelemetrySource source(TelemetryStream stream) {
        return new TelemetrySource() {
            @Override
            public String id() {
                return "jira";
            }

            @Override
            public List<TelemetryStream> streams() {
                return List.of(stream);
            }

            @Override
            public List<CheckResult> check() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    private TimeWindow horizon() {
        return new TimeWindow(START.minus(Duration.ofDays(1)), clock.instant().plusSeconds(1));
    }

    private Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        store.read(WindowQuery.all(horizon())).events().stream()
                // Beside them are events of the sync itself: that a stream could not be read for long.
                .filter(Ticket.class::isInstance)
                .forEach(event -> stored.put(
                        event.provenance().vendorId(),
                        event.entity().key().replaceFirst("^.*/", "").toUpperCase(Locale.ROOT) + " " + event.title()));
        return stored;
    }
}
