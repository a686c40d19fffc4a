package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells how a sync goes on, and remembers what is done, in case the rest is not waited for. */
abstract class SyncProgress implements SyncListener, AutoCloseable {

    private final List<StreamResult> finished = new ArrayList<>();

    /**
     * Returns a moving bar on a terminal, and plain lines elsewhere.
     *
     * @param streams number of streams that are to be looked at
     */
    static SyncProgress of(PrintWriter err, boolean terminal, int streams, Clock clock) {
        return terminal ? new SyncBar(streams, clock) : new SyncLines(err);
    }

    @Override
    public synchronized void finished(StreamResult result) {
        finished.add(result);
    }

    /** Returns the results so far. */
    synchronized List<StreamResult> finished() {
        return List.copyOf(finished);
    }

    @Override
    public void close() {}
}
