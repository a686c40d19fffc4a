package io.throughline.core.sync;

import io.throughline.core.telemetry.StreamCompleteness;
import java.util.List;

/** The sentences of completeness that the next run acts on. */
final class Notes {

    /** The run ended, or was killed, before it was done. */
    static final String UNFINISHED = "the last sync ended before everything was read; the next one goes on from there";

    /** What was read is whole, but the census that was due has not been taken. */
    static final String CENSUS_OWED = "what the vendor has deleted is not looked for yet; the next sync does";

    private Notes() {}

    /** Tells whether more is to be read at once. */
    static boolean goesOn(StreamCompleteness completeness) {
        return completeness.notes().contains(UNFINISHED)
                || completeness.notes().contains(CENSUS_OWED);
    }

    /** Returns a statement without these sentences. */
    static StreamCompleteness without(StreamCompleteness told, List<String> sentences) {
        List<String> kept =
                told.notes().stream().filter(note -> !sentences.contains(note)).toList();
        return new StreamCompleteness(
                told.stream(),
                told.state(),
                told.asOf(),
                told.truncated(),
                told.throttled(),
                told.samplingFactor(),
                kept);
    }
}
