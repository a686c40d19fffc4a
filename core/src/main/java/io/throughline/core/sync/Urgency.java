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

    private static final Comparator<Urgency> ORDER = Comparator.comparing(Urgency::rank)
            .thenComparing(Urgency::tier)
            .thenComparing(Urgency::time, Comparator.reverseOrder())
            .thenComparing(Urgency::stream);

    /** What sort of read it is. */
    enum Rank {
        /** What arrived since the last sync, and the newest of what never was read. */
        FRESH,
        /** Everything older, and the census. */
        BACKFILL
    }

    @Override
    public int compareTo(Urgency other) {
        return ORDER.compare(this, other);
    }
}
