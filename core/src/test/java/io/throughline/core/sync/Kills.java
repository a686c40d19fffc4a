package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kills processes that sync, starts them again until they are done, and compares what they leave. */
final class Kills {

    /** How many kills at least. */
    static final int COUNT =
            Integer.getInteger("throughline.kills", Boolean.getBoolean("throughline.thorough") ? 200 : 3);

    private static final Duration SLOWNESS = Duration.ofMillis(3);
    private static final Duration LONGEST = Duration.ofMinutes(3);

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
                assertThat(ContentRows.difference(
                                known.get(round), other.known().get(round)))
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
                    if (kills >= COUNT) {
                        process.finish();
                    } else if (random.nextBoolean()) {
                        process.endsWithin(Duration.ofNanos((long) (length * random.nextDouble())));
                    } else {
                        // Just after the vendor answered: while that is written.
                        process.awaitLines(1 + random.nextInt(lines), Duration.ofNanos(length));
                        process.endsWithin(Duration.ofNanos(random.nextInt(8_000_000)));
                    }
                    if (process.isAlive()) {
                        process.kill();
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
        System.out.println(lines + " lines; " + kills + " kills in " + runs + " runs of " + Duration.ofNanos(length)
                + " each, seed " + seed);
    }

    private static long timeAlone(Path folder, String url, long seed) throws Exception {
        long began = System.nanoTime();
        try (SyncProcess undisturbed = SyncProcess.start(folder, url, seed, "0", SLOWNESS)) {
            undisturbed.finish();
        }
        return System.nanoTime() - began;
    }

    /** Kills one of two processes that sync the same streams of one store at once. */
    static void ofTwoProcesses(Path folder, Place place) throws Exception {
        long seed = Long.getLong("throughline.seed", new Random().nextInt(1_000_000));
        Random random = new Random(seed);
        System.out.println("kills of two from seed " + seed);
        List<String> expected = undisturbed(seed);
        String first = place.fresh();
        long length = timeAlone(folder, first, seed);
        place.drop(first);
        int kills = 0;
        int runs = 0;
        while (kills < COUNT) {
            String url = place.fresh();
            Path file = Files.createTempFile(folder, "round", "");
            tell(file, 0);
            SyncProcess[] pair = {
                SyncProcess.start(folder, url, seed, file.toString(), SLOWNESS),
                SyncProcess.start(folder, url, seed, file.toString(), SLOWNESS)
            };
            try {
                int round = 0;
                while (round < Rounds.count()) {
                    Duration wait = kills < COUNT ? Duration.ofNanos((long) (length * random.nextDouble())) : LONGEST;
                    if (eitherIsDone(pair, round, wait)) {
                        tell(file, ++round);
                    } else if (kills >= COUNT) {
                        throw new AssertionError(
                                "round " + round + " does not end: " + pair[0].lines() + pair[1].lines());
                    } else {
                        int victim = random.nextInt(2);
                        pair[victim].close();
                        kills++;
                        pair[victim] = SyncProcess.start(folder, url, seed, file.toString(), SLOWNESS);
                    }
                }
                tell(file, -1);
                pair[0].finish();
                pair[1].finish();
            } finally {
                pair[0].close();
                pair[1].close();
            }
            runs++;
            assertContent(url, expected, "after " + kills + " kills of one of two, seed " + seed);
            place.drop(url);
        }
        System.out.println(kills + " kills of one of two in " + runs + " runs, seed " + seed);
    }

    /** Pauses a process beyond the end of its leases while another one takes over, and lets it go on. */
    static void ofOnePausedProcess(Path folder, Place place, int pauses) throws Exception {
        long seed = Long.getLong("throughline.seed", new Random().nextInt(1_000_000));
        Random random = new Random(seed);
        System.out.println("pauses from seed " + seed);
        List<String> expected = undisturbed(seed);
        int fenced = 0;
        List<String> said = new ArrayList<>();
        for (int pause = 1; pause <= pauses; pause++) {
            String where = "pause " + pause + ", seed " + seed;
            String url = place.fresh();
            Path file = Files.createTempFile(folder, "round", "");
            tell(file, 0);
            // So slow that the pause falls into a read, between what was read and its write.
            try (SyncProcess paused = SyncProcess.start(folder, url, seed, file.toString(), Duration.ofMillis(400))) {
                paused.awaitLines(3 + random.nextInt(5), LONGEST);
                paused.signal("STOP");
                int before = paused.lines().size();
                try (SyncProcess other = SyncProcess.start(folder, url, seed, file.toString(), SLOWNESS)) {
                    for (int round = 0; round < Rounds.count(); round++) {
                        String done = "done " + round;
                        assertThat(other.awaitLine(0, done::equals, LONGEST))
                                .as("%s in %s: %s", done, where, other.lines())
                                .isTrue();
                        if (round < Rounds.count() - 1) {
                            tell(file, round + 1);
                        }
                    }
                    String digest = digest(url);
                    paused.signal("CONT");
                    String done = "done " + (Rounds.count() - 1);
                    assertThat(paused.awaitLine(before, done::equals, LONGEST))
                            .as("%s in %s: %s", done, where, paused.lines())
                            .isTrue();
                    if (paused.lines().stream().anyMatch(Kills::isFenced)) {
                        fenced++;
                    }
                    assertThat(digest(url)).as(where).isEqualTo(digest);
                    said.addAll(paused.lines());
                    tell(file, -1);
                    other.finish();
                    paused.finish();
                }
            }
            assertContent(url, expected, where);
            place.drop(url);
        }
        assertThat(fenced)
                .as("pauses after which a write was refused, seed %d: %s", seed, said)
                .isPositive();
        System.out.println(fenced + " of " + pauses + " paused processes were refused a write, seed " + seed);
    }

    /**
     * Tells of a write that came too late: after the stream's lease was taken over, or, if the pause fell into the middle
     * of a write, in a transaction that the server has ended since.
     */
    private static boolean isFenced(String line) {
        return (line.startsWith("result ") && line.contains("HELD") && line.contains("lost"))
                || line.startsWith("refused ");
    }

    private static boolean eitherIsDone(SyncProcess[] pair, int round, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        String done = "done " + round;
        Duration moment = Duration.ofMillis(5);
        while (true) {
            for (SyncProcess process : pair) {
                if (process.awaitLine(0, done::equals, moment)) {
                    return true;
                }
                assertThat(process.isAlive())
                        .as("a process ended: %s", process.lines())
                        .isTrue();
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
    }

    /** Says which round it is, at once. */
    private static void tell(Path file, int round) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, Integer.toString(Math.min(round, Rounds.count() - 1)));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> undisturbed(long seed) {
        try (TelemetryStore memory = new InMemoryTelemetryStore()) {
            new Rounds(seed).all(memory);
            return ContentRows.of(memory, null);
        }
    }

    /** Compares the content, once it is rolled up as in a run of all rounds. */
    private static void assertContent(String url, List<String> expected, String where) {
        try (TelemetryStore store = SyncProcess.open(url)) {
            Rounds.maintain(store, Rounds.count() - 1);
            assertThat(ContentRows.difference(expected, ContentRows.of(store, null)))
                    .as(where)
                    .isEmpty();
        }
    }

    private static String digest(String url) {
        try (TelemetryStore store = SyncProcess.open(url)) {
            return store.contentDigest();
        }
    }

    private static Outcome outcome(String url) {
        try (TelemetryStore store = SyncProcess.open(url)) {
            return Outcome.of(store);
        }
    }
}
