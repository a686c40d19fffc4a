package io.throughline.core.sync;

import io.throughline.core.store.StoreException;
import io.throughline.core.store.StoreLocation;
import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Another JVM that opens a store and syncs {@link Rounds}, until it is done or killed. It says on its standard output what
 * it does: {@code opened}, {@code call} for each answer of the vendor, {@code done <round>}, {@code result <round> …} for
 * each stream that was not read, {@code end}.
 */
final class SyncProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** What it says itself; anything else is a log's or the machine's. */
    private static final Pattern SAID = Pattern.compile("(opened|call|end)$|(done|result|refused) ");

    private final Process process;
    private final Path temporary;
    private final List<String> lines = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private SyncProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        this.reader = new Thread(this::readAll, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the process.
     *
     * @param folder where its temporary files go
     * @param store its URL; behind a blank the schema, on PostgreSQL
     * @param seed of the vendor's history
     * @param round the number of the round to begin with; or the path of a file that holds the number of the round it is,
     *     when several processes share the store
     * @param slowness how long the vendor takes for an answer at most
     */
    static SyncProcess start(Path folder, String store, long seed, String round, Duration slowness) throws IOException {
        // Of its own: a killed process leaves the driver's native library behind, 60-70 MB each time.
        Path temporary = Files.createTempDirectory(folder, "temporary");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncProcess.class.getName(),
                        store,
                        Long.toString(seed),
                        round,
                        Long.toString(slowness.toMillis()))
                .redirectErrorStream(true)
                .start();
        return new SyncProcess(process, temporary);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the process has said so many lines, or ended, or the time is over. */
    synchronized void awaitLines(int count, Duration longest) throws InterruptedException {
        await(said -> said.size() >= count, longest);
    }

    /** Waits for a line after the first so many, and tells whether it came in time. */
    synchronized boolean awaitLine(int after, Predicate<String> line, Duration longest) throws InterruptedException {
        return await(
                said -> said.subList(Math.min(after, said.size()), said.size()).stream()
                        .anyMatch(line),
                longest);
    }

    private synchronized boolean await(Predicate<List<String>> condition, Duration longest)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.test(lines) && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return condition.test(lines);
    }

    /** Returns what it has said so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the number of the round after the last that it finished, or the given one if it finished none. */
    synchronized int roundAfter(int begun) {
        return lines.stream()
                .filter(line -> line.startsWith("done "))
                .mapToInt(line -> Integer.parseInt(line.substring("done ".length())) + 1)
                .reduce(begun, Math::max);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it go on for some time; returns whether it ended by itself. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for its end; fails with what it said if it did not end well. */
    void finish() throws InterruptedException {
        boolean over = process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        reader.join();
        if (!over || process.exitValue() != 0) {
            throw new AssertionError("the process " + (over ? "ended with " + process.exitValue() : "does not end")
                    + ": " + String.join("\n", tail()));
        }
    }

    private synchronized List<String> tail() {
        List<String> all = new ArrayList<>(lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        all.addAll(logged.subList(Math.max(0, logged.size() - 40), logged.size()));
        return all;
    }

    /** Stops it in its tracks (SIGSTOP), or lets it go on (SIGCONT). */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    /** Kills it (SIGKILL) if it runs, and removes what it left in its folder. Idempotent. */
    @Override
    public void close() throws IOException {
        kill();
    }

    /** As {@link #close}: what is meant where killing is not the end of a test but its point. */
    void kill() throws IOException {
        process.destroyForcibly().onExit().join();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        Files.delete(temporary);
    }

    private void readAll() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (this) {
                    (SAID.matcher(line).lookingAt() ? lines : logged).add(line);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // It was killed: its output ends anywhere.
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** Syncs round after round. */
    public static void main(String[] arguments) throws InterruptedException {
        Rounds rounds = new Rounds(Long.parseLong(arguments[1]));
        SimulatedVendor.Mood mood = mood(Long.parseLong(arguments[3]));
        try (TelemetryStore store = open(arguments[0])) {
            System.out.println("opened");
            if (arguments[2].chars().allMatch(Character::isDigit)) {
                alone(store, rounds, Integer.parseInt(arguments[2]), mood);
            } else {
                together(store, rounds, Path.of(arguments[2]), mood);
            }
        }
        System.out.println("end");
    }

    /** Opens a store by its URL and, behind a blank, the schema. */
    static TelemetryStore open(String store) {
        int blank = store.indexOf(' ');
        return blank < 0
                ? Stores.open(store)
                : Stores.open(
                        new StoreLocation.Server(store.substring(0, blank), null, null, store.substring(blank + 1)));
    }

    private static void alone(TelemetryStore store, Rounds rounds, int first, SimulatedVendor.Mood mood)
            throws InterruptedException {
        for (int round = first; round < Rounds.count(); ) {
            Instant now = Rounds.at(round);
            SyncReport report = rounds.sync(store, round, () -> now, mood, Duration.ofSeconds(1));
            if (tell(report, round)) {
                Rounds.maintain(store, round);
                System.out.println("done " + round);
                round++;
            } else {
                // What held the stream was killed: its lease ends soon.
                Thread.sleep(50);
            }
        }
    }

    private static void together(TelemetryStore store, Rounds rounds, Path file, SimulatedVendor.Mood mood)
            throws InterruptedException {
        // Nobody listens any more when the test itself was killed.
        for (int round = round(file); round >= 0 && !System.out.checkError(); round = round(file)) {
            try {
                SyncReport report = rounds.sync(
                        store, round, () -> Rounds.at(Math.max(0, round(file))), mood, Duration.ofSeconds(1));
                if (tell(report, round)) {
                    System.out.println("done " + round);
                }
            } catch (StoreException e) {
                // As after a pause in a transaction, which the server ended; the next round goes on.
                System.out.println("refused " + e.getMessage());
            }
            Thread.sleep(20);
        }
    }

    /** Tells of the streams that were not read whole; returns whether there were none. */
    private static boolean tell(SyncReport report, int round) {
        boolean whole = true;
        for (StreamResult result : report.streams()) {
            if (result.outcome() != StreamResult.Outcome.READ) {
                whole = false;
                System.out.println("result " + round + " " + result.stream() + " " + result.outcome() + " "
                        + result.error() + " " + result.completeness().notes());
            }
        }
        return whole;
    }

    private static int round(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers after a moment, so that a kill may fall anywhere, and says so. */
    private static SimulatedVendor.Mood mood(long slowness) {
        return new SimulatedVendor.Mood() {
            @Override
            public void before(String stream) {
                try {
                    TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(1 + 1000 * slowness));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void after(String stream) {
                System.out.println("call");
            }

            @Override
            public int limit() {
                return 40;
            }
        };
    }
}
