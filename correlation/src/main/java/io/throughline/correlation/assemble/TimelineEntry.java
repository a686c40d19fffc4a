package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.EntityId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's timeline: an interval, not a false instant.
 *
 * @param earliest first instant at which it may have happened, UTC
 * @param latest last instant at which it may have happened, UTC; equal to earliest if it is known exactly. Two entries
 *     whose intervals overlap have no certain order
 * @param lane the source that tells it: {@code azure}, {@code sentry}…
 * @param phase which part of the incident's life it belongs to
 * @param title one line for people
 * @param entity what it happened to
 * @param reference id of the episode or event behind it
 * @param link the vendor's page, or null
 */
public record TimelineEntry(
        Instant earliest,
        Instant latest,
        String lane,
        Phase phase,
        String title,
        EntityId entity,
        String reference,
        @Nullable URI link)
        implements Comparable<TimelineEntry> {

    private static final Comparator<TimelineEntry> ORDER = Comparator.comparing(TimelineEntry::middle)
            .thenComparing(TimelineEntry::earliest)
            .thenComparing(TimelineEntry::phase)
            .thenComparing(TimelineEntry::lane)
            .thenComparing(TimelineEntry::reference)
            .thenComparing(TimelineEntry::title);

    /** Part of an incident's life. */
    public enum Phase {
        /** Something was changed before it began. */
        TRIGGER,
        /** Telemetry left its normal. */
        IMPACT,
        /** A rule or a tool noticed. */
        DETECTION,
        /** People acted. */
        RESPONSE,
        /** Telemetry or rules went back to normal. */
        RECOVERY
    }

    public TimelineEntry {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(reference, "reference");
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("latest " + latest + " must not be before earliest " + earliest);
        }
    }

    private Instant middle() {
        return earliest.plus(Duration.between(earliest, latest).dividedBy(2));
    }

    /** Orders by the middle of the interval, then phase, lane and reference. */
    @Override
    public int compareTo(TimelineEntry other) {
        return ORDER.compare(this, other);
    }
}
