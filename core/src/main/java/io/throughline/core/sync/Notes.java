package io.throughline.core.sync;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The sentences that sync itself adds to what a stream says of its completeness. */
final class Notes {

    /** The run ended, or was killed, before it was done; the next one acts on it. */
    static final String UNFINISHED = "the last sync ended before everything was read; the next one goes on from there";

    /** What was read is whole, but the census that was due has not been taken; the next run acts on it. */
    static final String CENSUS_OWED = "what the vendor has deleted is not looked for yet; the next sync does";

    private static final String SET_ASIDE = " set aside: ";
    private static final String NOT_WHOLE = "did not arrive whole and will be read again: ";
    private static final String SILENT = "nothing has come since ";
    private static final String ROLLED_UP = "points before ";
    private static final String STOPPED = "stopped for now: ";

    private Notes() {}

    /** Tells whether more is to be read at once. */
    static boolean goesOn(StreamCompleteness completeness) {
        return completeness.notes().contains(UNFINISHED) || completeness.notes().contains(CENSUS_OWED);
    }

    /** Tells whether a sentence is one of sync's, which is said again as long as it holds. */
    static boolean isOfSync(String note) {
        return note.equals(UNFINISHED)
                || note.equals(CENSUS_OWED)
                || note.contains(SET_ASIDE)
                || note.startsWith(SILENT)
                || note.startsWith(ROLLED_UP)
                || note.startsWith(STOPPED)
                || note.contains(NOT_WHOLE);
    }

    static StreamCompleteness withoutThoseOfSync(StreamCompleteness told) {
        return new StreamCompleteness(
                told.stream(),
                told.state(),
                told.asOf(),
                told.truncated(),
                told.throttled(),
                told.samplingFactor(),
                told.notes().stream().filter(note -> !isOfSync(note)).toList());
    }

    static String setAside(String stream, long count, String firstReason) {
        return count
                + (count == 1 ? " record of " : " records of ")
                + stream
                + (count == 1 ? " was" : " were")
                + SET_ASIDE
                + firstReason;
    }

    static String notWhole(List<TimeWindow> owed) {
        String first = owed.get(owed.size() - 1).toString();
        return NOT_WHOLE + first + (owed.size() == 1 ? "" : " and " + (owed.size() - 1) + " earlier");
    }

    static String silent(Instant since, Duration longestPause) {
        return SILENT + since + " although it can be read; the longest pause before was " + words(longestPause);
    }

    static String rolledUp(Instant rawFrom) {
        return ROLLED_UP + rawFrom + " are rolled up in the store and are not read again";
    }

    static String stopped(String why) {
        return STOPPED + why;
    }

    private static String words(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes / 60 < 48 ? minutes / 60 + " h" : minutes / (24 * 60) + " days";
    }
}
