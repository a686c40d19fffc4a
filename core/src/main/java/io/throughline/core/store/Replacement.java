package io.throughline.core.store;

/**
 * What a write makes of the points of a series within a cell.
 *
 * @param current the points that hold afterwards: kept ones with the known_from they had, new and changed ones with that
 *     of the write
 * @param added those of them that are at times where there was no point
 * @param superseded the points that hold no longer, with the known_from they had: the earlier versions of changed ones, and
 *     removed ones
 * @param counts the outcome; points that the write did not touch are not counted
 */
record Replacement<P extends Points<P>>(P current, P added, P superseded, WriteResult counts) {

    /** Tells whether nothing is to be written. */
    boolean isNothing() {
        return counts.written() == 0;
    }

    /** Tells whether it is enough to write the added points beside what is there. */
    boolean onlyAdds() {
        return superseded.isEmpty();
    }
}
