package io.throughline.core.sync;

import io.throughline.core.source.Tier;
import java.time.Instant;
import java.util.Comparator;

/**
 * How urgent the next read of a stream is; the most urgent comes first.
 *
 * @param rank fresh data before back-fill, whatever the tier
 * @param tier the stream's
 * @param time event time that the read reaches up to; newer comes first
 * @param stream the stream's name, which settles ties
 */
record Urgency(Rank rank, Tier tier, Instant time, String stream) implements Comparable<Urgency> {

    private static final Comparator<Urgency> SORT =
            Comparator.comparing(Urgency::rank).thenComparing(Urgency::tier);
    private static final Comparator<Urgency> ORDER =
            SORT.thenComparing(Urgency::time, Comparator.reverseOrder()).thenComparing(Urgency::stream);

    /** What sort of read it is. */
    enum Rank {
        /** What arrived since the last sync, and the newest of what never was read. */
        FRESH,
        /** Everything older, and the census. */
        BACKFILL
    }

    /** Tells whether rank and tier come before another's, whatever time and stream. */
    boolean isOfMoreUrgentSortThan(Urgency other) {
        return SORT.compare(this, other) < 0;
    }

    @Override
    public int compareTo(Urgency other) {
        return ORDER.compare(this, other);
    }
}
