package io.throughline.core.sync;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.WriteResult;
import io.throughline.core.telemetry.StreamCompleteness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did to one stream.
 *
 * @param stream the stream's name
 * @param outcome how it ended
 * @param calls number of calls to the vendor, or null if they are not counted
 * @param reads number of reads that were stored
 * @param rows number of rows received
 * @param written what the store did with them; in a dry run what it would have done
 * @param setAside number of records that could not be taken
 * @param completeness what is known about how much arrived
 * @param error why it failed, one line, or null if it did not
 * @param category whose fault that is, or null if it did not fail
 */
public record StreamResult(
        String stream,
        Outcome outcome,
        @Nullable Long calls,
        int reads,
        long rows,
        WriteResult written,
        long setAside,
        StreamCompleteness completeness,
        @Nullable String error,
        ThroughlineException.@Nullable Category category) {

    /** How a stream's part of a sync ended. */
    public enum Outcome {
        /** Everything that was to be read was read. */
        READ,
        /** Some of it was: the limit of calls was reached, or a window did not arrive whole. The next run goes on. */
        STOPPED,
        /** Left out on request. */
        SKIPPED,
        /** Not yet due. */
        NOT_DUE,
        /** It failed before and waits until it may be tried again. */
        BACKING_OFF,
        /** Somebody else is syncing it. */
        HELD,
        /** It could not be read. */
        FAILED
    }

    public StreamResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(completeness, "completeness");
    }

    /** Tells whether the stream could not be read. */
    public boolean failed() {
        return error != null;
    }
}
