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
 * @param reads number of reads that were stored
 * @param rows number of rows received
 * @param written what the store did with them
 * @param completeness what is known about how much arrived
 * @param error why it failed, one line, or null if it did not
 * @param category whose fault that is, or null if it did not fail
 */
public record StreamResult(
        String stream,
        int reads,
        long rows,
        WriteResult written,
        StreamCompleteness completeness,
        @Nullable String error,
        ThroughlineException.@Nullable Category category) {

    public StreamResult {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(written, "written");
        Objects.requireNonNull(completeness, "completeness");
    }

    /** Tells whether the stream could not be read. */
    public boolean failed() {
        return error != null;
    }
}
