package io.throughline.core.sync;

/** Is told how a sync goes on. Called by several threads, one at a time for each stream; must be quick. */
public interface SyncListener {

    /** Returns a listener that ignores everything. */
    static SyncListener none() {
        return new SyncListener() {};
    }

    /**
     * A stream is about to be read.
     *
     * @param stream its name
     * @param reads number of reads planned, or 0 if that is not known beforehand
     */
    default void started(String stream, int reads) {}

    /**
     * Another read of a stream is stored.
     *
     * @param stream its name
     * @param reads number of reads stored so far
     * @param rows number of rows received so far
     */
    default void progressed(String stream, int reads, long rows) {}

    /** A stream is done, well or not. */
    default void finished(StreamResult result) {}
}
