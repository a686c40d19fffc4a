package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells how a sync goes on: one moving bar on a terminal, one plain line a stream elsewhere. */
final class SyncProgress implements SyncListener, AutoCloseable {

    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private final Map<String, Integer> planned = new TreeMap<>();
    private final Map<String, Integer> done = new TreeMap<>();

    SyncProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("sync")
                        .setUnit(" reads", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    @Override
    public synchronized void started(String stream, int reads) {
        planned.put(stream, Math.max(1, reads));
        move();
    }

    @Override
    public synchronized void progressed(String stream, int reads, long rows) {
        done.put(stream, reads);
        move();
    }

    @Override
    public synchronized void finished(StreamResult result) {
        done.put(result.stream(), planned.getOrDefault(result.stream(), 1));
        move();
        if (bar == null) {
            err.println("  " + line(result));
        }
    }

    private static String line(StreamResult result) {
        if (result.failed()) {
            return result.stream() + ": FAILED: " + result.error();
        }
        State state = result.completeness().state();
        return String.format(
                Locale.ROOT,
                "%s: %,d rows in %d reads, %,d written%s",
                result.stream(),
                result.rows(),
                result.reads(),
                result.written().written(),
                state == State.COMPLETE ? "" : " (" + state.name().toLowerCase(Locale.ROOT) + ")");
    }

    private void move() {
        if (bar != null) {
            bar.maxHint(planned.values().stream().mapToInt(Integer::intValue).sum());
            bar.stepTo(planned.keySet().stream()
                    .mapToInt(stream -> Math.min(done.getOrDefault(stream, 0), planned.getOrDefault(stream, 1)))
                    .sum());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
