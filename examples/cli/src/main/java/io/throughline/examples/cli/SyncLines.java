package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each stream that is done. */
final class SyncLines extends SyncProgress {

    private final PrintWriter err;

    SyncLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void finished(StreamResult result) {
        super.finished(result);
        if (result.outcome() != Outcome.NOT_DUE && result.outcome() != Outcome.SKIPPED) {
            err.println("  " + line(result));
        }
    }

    private static String line(StreamResult result) {
        if (result.failed()) {
            return result.stream() + ": FAILED: " + result.error();
        }
        String word = SyncTable.word(result);
        return String.format(
                Locale.ROOT,
                "%s: %,d rows in %d reads, %,d written%s",
                result.stream(),
                result.rows(),
                result.reads(),
                result.written().written(),
                word.equals("complete") ? "" : " (" + word + ")");
    }
}
