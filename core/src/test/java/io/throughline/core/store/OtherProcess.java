package io.throughline.core.store;

import static io.throughline.core.testkit.Telemetry.HOUR;
import static io.throughline.core.testkit.Telemetry.alert;
import static io.throughline.core.testkit.Telemetry.edge;
import static io.throughline.core.testkit.Telemetry.entity;
import static io.throughline.core.testkit.Telemetry.histograms;
import static io.throughline.core.testkit.Telemetry.hour;
import static io.throughline.core.testkit.Telemetry.key;
import static io.throughline.core.testkit.Telemetry.numbers;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that opens a store and writes step after step, until it is killed. */
final class OtherProcess implements AutoCloseable {

    private static final String STREAM = "azure/metrics";
    private static final int WINDOWS = 5;

    private final Process process;

    private final Path temporary;

    private OtherProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
    }

    /** Starts the process and returns when it has written at least once. */
    static OtherProcess writingTo(Path file) throws IOException {
        // Of its own: a killed process leaves the driver's native library behind, 60-70 MB each time.
        Path temporary = Files.createTempDirectory(file.getParent(), "temporary");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the other process ended before it wrote: " + process);
        }
        return new OtherProcess(process, temporary);
    }

    long pid() {
        return process.pid();
    }

    /** Kills the process at once (SIGKILL), after it went on for some time. */
    void killAfter(long millis) throws InterruptedException, IOException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        close();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Opens the store given by its path and writes on from where it stands, until it is killed. */
    public static void main(String[] arguments) {
        try (DuckDbStore store = DuckDbStore.open(Path.of(arguments[0]))) {
            // Nobody listens any more when the test itself was killed.
            for (int step = stepOf(store) + 1; !System.out.checkError(); step++) {
                write(store, step);
                System.out.println(step);
            }
        }
    }

    /** Returns the last step that the store's state speaks of. */
    static int stepOf(TelemetryStore store) {
        return store.state(STREAM)
                .map(state -> Integer.parseInt(String.valueOf(state.cursor())))
                .orElse(0);
    }

    /** Writes one step: a window of its own, most of whose content differs from what earlier steps wrote there. */
    static void write(TelemetryStore store, int step) {
        int window = step % WINDOWS;
        Instant start = hour(window).from();
        TelemetryBatch batch = new TelemetryBatch();
        batch.entity(entity(STREAM, "entity-" + step % 3));
        double[] values = new double[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? i : step;
        }
        for (int i = 0; i < 20; i++) {
            batch.series(numbers(key("metric-" + i), start, values));
        }
        batch.series(numbers(key("only-in-step-" + step), start, step));
        batch.series(histograms("duration", start, step, 2));
        batch.event(alert(STREAM, "in-" + window, start, start.plusSeconds(step % HOUR.toSeconds())));
        batch.dependency(edge(STREAM, "a", "b", hour(window), step));
        Instant now = hour(0).from().plusSeconds(step);
        StreamState state =
                new StreamState(STREAM, now, Integer.toString(step), now, StreamCompleteness.complete(STREAM, now));
        store.replace(List.of(hour(window)), batch, state);
    }
}
