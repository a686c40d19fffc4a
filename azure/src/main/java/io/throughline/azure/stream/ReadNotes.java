package io.throughline.azure.stream;

import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a stream has to say about one read, and makes its completeness of it. */
final class ReadNotes {

    private final String stream;
    private final List<String> notes = new ArrayList<>();
    private boolean partial;
    private boolean throttled;
    private long items;
    private long stored;

    ReadNotes(String stream) {
        this.stream = stream;
    }

    /** Notes how a table of a workspace was read. */
    void heard(Workspace workspace, String table, WindowedLogs.Outcome outcome) {
        throttled |= outcome.throttled();
        if (outcome.missingTable()) {
            missing(workspace, table);
        }
        for (String gap : outcome.gaps()) {
            partial = true;
            notes.add("only a part of " + table + " of " + workspace.environment() + " came: " + gap);
        }
    }

    void missing(Workspace workspace, String table) {
        say("workspace " + workspace.environment() + " has no table " + table + ": " + MissingTable.remedy(table));
    }

    void throttled(boolean slowed) {
        throttled |= slowed;
    }

    /** Notes rows that stand for more items than themselves. */
    void sampled(long realItems, long storedRows) {
        items += realItems;
        stored += storedRows;
    }

    /** Notes something for people, once. */
    void say(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    StreamCompleteness completeness(Instant asOf) {
        double factor = stored > 0 && items > stored ? items / (double) stored : 1;
        return new StreamCompleteness(
                stream, partial ? State.PARTIAL : State.COMPLETE, asOf, false, throttled, factor, notes);
    }
}
