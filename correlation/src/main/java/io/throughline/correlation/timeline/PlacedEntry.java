package io.throughline.correlation.timeline;

import io.throughline.correlation.assemble.TimelineEntry;
import java.util.Objects;

/**
 * An entry of a timeline with its places in all orders that the intervals allow.
 *
 * @param entry the entry
 * @param first the first place it can have, counted from 1: one more than there are entries certainly before it
 * @param last the last place it can have; equal to {@code first} if its place is certain
 * @param group number of the group it is in, counted from 1; groups follow each other certainly
 */
public record PlacedEntry(TimelineEntry entry, int first, int last, int group) {

    public PlacedEntry {
        Objects.requireNonNull(entry, "entry");
        if (first < 1 || last < first || group < 1) {
            throw new IllegalArgumentException(
                    "places must be counted from 1, were " + first + " to " + last + " in group " + group);
        }
    }

    /** Tells whether its place among the others is certain. */
    public boolean isCertain() {
        return first == last;
    }
}
