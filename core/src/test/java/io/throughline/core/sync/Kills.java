package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kills processes that sync, starts them again until they are done, and compares what they leave. */
final class Kills {

    /** How many kills at least. */
    static final int COUNT = Integer.getInteger(
            "throughline.kills", Boolean.getBoolean("throughline.thorough") ? 200 : 6);

    private static final Duration SLOWNESS = Duration.ofMillis(3);

    private Kills() {}

    /** Where the stores are. */
    interface Place {

        /** Returns the URL of a store that is not yet there. */
        String fresh() throws Exception;

        /** Removes a store. */
        void drop(String url) throws Exception;
    }

    /** What a store holds in the end, and what it knew after each round. */
    private record Outcome(String digest, List<String> rows, List<List<String>> known) {

        static Outcome of(TelemetryStore store) {
            List<List<String>> known = new ArrayList<>();
            for (int round = 0; round < Rounds.count() - 1; round++) {
                known.add(measured(ContentRows.of(store, Rounds.at(round))));
            }
            return new Outcome(store.contentDigest(), ContentRows.of(store, null), known);
        }

        /** When a deleted ticket is found to be gone may differ: after a run that was cut off it is looked for at once. */
        private static List<String> measured(List<String> rows) {
            return rows.stream().filter(row -> !row.startsWith("event Ticket")).toList();
        }

        void assertSame(Outcome other, String where) {
            assertThat(ContentRows.difference(rows, other.rows())).as(where).isEmpty();
            assertThat(other.digest()).as("digest " + where).isEqualTo(digest);
            for (int round = 0; round < known.size(); round++) {
                assertThat(ContentRows.difference(known.get(round), other.known().get(round)))
                        .as("as known after round " + round + " " + where)
                        .isEmpty();
            }
        }
    }

    /** Kills one process at a time, anywhere between its start and its end. */
    static void ofOneProcess(Path folder, Place place) throws Exception {
        long seed = Long.getLong("throughline.seed", new Random().nextInt(1_000_000));
        Random random = new Random(seed);
        System.out.println("kills from seed " + seed);
        String url = place.fresh();
        // How long it takes and how much it says when nobody disturbs it.
        long began = System.nanoTime();
        int lines;
        try (SyncProcess undisturbed = SyncProcess.start(folder, url, seed, "0", SLOWNESS)) {
            undisturbed.finish();
            lines = undisturbed.lines().size();
        }
        long length = System.nanoTime() - began;
        Outcome expected = outcome(url);
        place.drop(url);
        try (TelemetryStore memory = new InMemoryTelemetryStore()) {
            new Rounds(seed).all(memory);
            expected.assertSame(Outcome.of(memory), "in another store, seed " + seed);
        }
        int kills = 0;
        int runs = 0;
        while (kills < COUNT) {
            url = place.fresh();
            int round = 0;
            boolean done = false;
            while (!done) {
                try (SyncProcess process = SyncProcess.start(folder, url, seed, Integer.toString(round), SLOWNESS)) {
                    if (random.nextBoolean()) {
                        process.endsWithin(Duration.ofNanos((long) (length * random.nextDouble())));
                    } else {
                        // Just after the vendor answered: while that is written.
                        process.awaitLines(1 + random.nextInt(lines), Duration.ofNanos(length));
                        process.endsWithin(Duration.ofNanos(random.nextInt(8_000_000)));
                    }
                    if (process.isAlive()) {
                        process.close();
                        kills++;
                    } else {
                        process.finish();
                        done = true;
                    }
                    round = process.roundAfter(round);
                }
            }
            runs++;
            expected.assertSame(outcome(url), "after " + kills + " kills, seed " + seed);
            place.drop(url);
        }
        System.out.println(lines + " lines; " + kills + " kills in " + runs + " runs of " + Duration.ofNanos(length) + " each, seed " + seed);
    }

    private static Outcome outcome(String url) {
        try (TelemetryStore store = Stores.open(url)) {
            return Outcome.of(store);
        }
    }
}
