package io.throughline.core.source;

/** One named stream of a source: {@link MeasuredStream} or {@link RevisedStream}. */
public sealed interface TelemetryStream permits MeasuredStream, RevisedStream {

    /** Returns the name, {@code <source>/<stream>}. */
    String name();
}
