package io.throughline.core.source;

import java.util.List;

/** A vendor's system, as streams of the model. Streams may be read side by side; one stream by one thread at a time. */
public interface TelemetrySource extends AutoCloseable {

    /** Returns the source's id, which is also its key in the configuration: {@code azure}, {@code sentry}… */
    String id();

    /** Returns the streams, always the same ones; each name starts with the id and a slash. */
    List<TelemetryStream> streams();

    /**
     * Tries each capability with the least costly real call and reports what works. Never throws for what a vendor
     * answers; failures are results.
     */
    List<CheckResult> check();

    /** Frees what the source holds. May be called at any time; reads under way fail. Idempotent. */
    @Override
    void close();
}
