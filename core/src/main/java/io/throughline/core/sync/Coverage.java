package io.throughline.core.sync;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a measured stream is stored: event time from the newest down, in stretches, each with the arrival time up to
 * which it was read. A sync that ends early leaves the upper part read up to now and the lower one up to an earlier
 * instant; so does one over a short horizon. The next one asks for each stretch what arrived since.
 *
 * @param stretches without gaps, newest first
 */
record Coverage(List<Stretch> stretches) {

    /** More are joined, at the price of reading something again. */
    private static final int MOST = 4;

    /** What is narrower, and lies before the horizon, is not worth a stretch of its own. */
    private static final Duration SLIVER = Duration.ofHours(1);

    /**
     * Event time from {@code from} on, up to the next stretch.
     *
     * @param from where it begins
     * @param at what arrived before is stored
     */
    record Stretch(Instant from, Instant at) {}

    Coverage {
        stretches = List.copyOf(stretches);
    }

    static Coverage none() {
        return new Coverage(List.of());
    }

    static Coverage of(Instant from, Instant at) {
        return new Coverage(List.of(new Stretch(from, at)));
    }

    /** Returns where the covered time begins; empty if nothing is covered. */
    Optional<Instant> from() {
        return stretches.isEmpty()
                ? Optional.empty()
                : Optional.of(stretches.get(stretches.size() - 1).from());
    }

    /** Returns the part of a window that a stretch covers. */
    Optional<TimeWindow> part(int stretch, TimeWindow window) {
        Instant from = stretches.get(stretch).from();
        Instant to = stretch == 0 ? window.to() : stretches.get(stretch - 1).from();
        return from.isBefore(to) ? new TimeWindow(from, to).intersect(window) : Optional.empty();
    }

    /** Returns the arrival time up to which all that is covered of a horizon is stored, or null if nothing is. */
    @Nullable
    Instant watermark(TimeWindow horizon) {
        Instant earliest = null;
        for (int i = 0; i < stretches.size(); i++) {
            Instant at = stretches.get(i).at();
            boolean counts = i == 0 || part(i, horizon).isPresent();
            if (counts && (earliest == null || at.isBefore(earliest))) {
                earliest = at;
            }
        }
        return earliest;
    }

    /** Tells whether something claims to be stored that arrives only after an instant: a clock was set back. */
    boolean isAfter(Instant instant) {
        return stretches.stream().anyMatch(stretch -> stretch.at().isAfter(instant));
    }

    /** Returns the coverage once everything from {@code from} on is stored that arrived before {@code at}. */
    Coverage caughtUp(Instant from, Instant at, Instant horizonFrom) {
        List<Stretch> next = new ArrayList<>();
        next.add(new Stretch(from, at));
        for (Stretch stretch : stretches) {
            if (stretch.from().isBefore(from)) {
                next.add(stretch);
            }
        }
        dropSlivers(next, horizonFrom);
        while (next.size() > MOST) {
            int cheapest = 1;
            for (int i = 2; i < next.size() - 1; i++) {
                if (width(next, i).compareTo(width(next, cheapest)) < 0) {
                    cheapest = i;
                }
            }
            join(next, cheapest);
        }
        return new Coverage(next);
    }

    private static void dropSlivers(List<Stretch> stretches, Instant horizonFrom) {
        for (int i = stretches.size() - 1; i > 0; i--) {
            boolean outside = !stretches.get(i - 1).from().isAfter(horizonFrom);
            if (outside && width(stretches, i).compareTo(SLIVER) < 0) {
                if (i == stretches.size() - 1) {
                    stretches.remove(i);
                } else {
                    join(stretches, i);
                }
            }
        }
    }

    private static Duration width(List<Stretch> stretches, int index) {
        return Duration.between(
                stretches.get(index).from(), stretches.get(index - 1).from());
    }

    /** Joins a stretch with the older one below. */
    private static void join(List<Stretch> stretches, int index) {
        Stretch upper = stretches.remove(index);
        Stretch lower = stretches.get(index);
        stretches.set(index, new Stretch(lower.from(), lower.at().isBefore(upper.at()) ? lower.at() : upper.at()));
    }
}
