package io.throughline.core.sync;

/** The stream of our own in which streams that fell silent, and came back, are events. */
final class StreamJournal {

    /** The name of the stream. */
    static final String STREAM = "throughline/streams";

    private StreamJournal() {}
}
