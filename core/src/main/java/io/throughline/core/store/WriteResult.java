package io.throughline.core.store;

/**
 * What a write did, in rows: entities, points, events and edges.
 *
 * @param added rows that were not there
 * @param changed rows that were there with other content
 * @param removed rows that are no longer there
 * @param unchanged rows that were there with the same content
 */
public record WriteResult(long added, long changed, long removed, long unchanged) {

    /** Returns the outcome of no write. */
    public static WriteResult none() {
        return new WriteResult(0, 0, 0, 0);
    }

    /** Returns the outcome of both writes. */
    public WriteResult plus(WriteResult other) {
        return new WriteResult(
                added + other.added, changed + other.changed, removed + other.removed, unchanged + other.unchanged);
    }

    /** Returns the number of rows written: added, changed and removed. */
    public long written() {
        return added + changed + removed;
    }
}
