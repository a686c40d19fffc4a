package io.throughline.core.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor has at every instant: records with their versions, drawn from a seed. Records come late, are corrected,
 * vanish and come back.
 *
 * @param requests of a measured stream that knows when something arrived or changed
 * @param metrics of a measured stream that does not know it
 * @param tickets of a revised stream, each with a life of revisions
 * @param ratings numbers of a revised stream, corrected but never taken back
 */
record VendorHistory(List<Item> requests, List<Item> metrics, List<Item> tickets, List<Item> ratings) {

    /** How late something of {@link #requests} may still arrive or change. */
    static final Duration LATENESS_OF_REQUESTS = Duration.ofHours(36);

    static final Duration LATENESS_OF_METRICS = Duration.ofHours(2);

    private static final Duration STEP = Duration.ofMinutes(5);

    /** What sort of record an item is. */
    enum Kind {
        POINT,
        HISTOGRAM,
        LINE,
        EDGE,
        TICKET
    }

    /**
     * A record through time.
     *
     * @param lane which of the vendor's series, entities or ids it is of
     * @param time its event time
     * @param versions by ascending {@link Version#visible()}
     */
    record Item(Kind kind, int lane, Instant time, List<Version> versions) {

        /** Returns the version that can be seen at an instant, or null if none can. */
        @Nullable
        Version at(Instant now) {
            Version seen = null;
            for (Version version : versions) {
                if (!version.visible().isAfter(now)) {
                    seen = version;
                }
            }
            return seen == null || seen.gone() ? null : seen;
        }

        /** Tells whether it came, changed or went between two instants, both included. */
        boolean changedWithin(Instant since, Instant now) {
            return versions.stream()
                    .anyMatch(version -> !version.visible().isBefore(since)
                            && !version.visible().isAfter(now));
        }
    }

    /**
     * One state of a record.
     *
     * @param visible from when on the vendor shows it
     * @param value what it says; negative if the vendor has it no more
     */
    record Version(Instant visible, int value) {

        boolean gone() {
            return value < 0;
        }
    }

    /** Draws a history of about so many records of each sort, with event times between two instants. */
    static VendorHistory draw(long seed, Instant begin, Instant end, int records) {
        Random random = new Random(seed);
        return new VendorHistory(
                measured(random, begin, end, records, LATENESS_OF_REQUESTS, Kind.values().length - 1),
                measured(random, begin, end, records, LATENESS_OF_METRICS, 1),
                tickets(random, begin, end, 3 + records / 4),
                ratings(random, begin, end, 3 + records / 4));
    }

    private static List<Item> measured(
            Random random, Instant begin, Instant end, int records, Duration lateness, int kinds) {
        Map<String, Item> items = new TreeMap<>();
        for (int i = 0; i < records; i++) {
            Kind kind = Kind.values()[random.nextInt(kinds)];
            int lane = random.nextInt(3);
            Instant time = slot(random, begin, end, kind == Kind.EDGE ? Duration.ofHours(1) : STEP);
            List<Version> versions = new ArrayList<>();
            // Most arrive soon, some as late as they may.
            Duration delay = random.nextInt(4) == 0 ? part(random, lateness) : part(random, Duration.ofMinutes(10));
            Instant visible = time.plus(delay);
            int value = random.nextInt(1000);
            versions.add(new Version(visible, value));
            while (random.nextInt(4) == 0) {
                visible = visible.plus(part(random, Duration.between(visible, time.plus(lateness))));
                // Sometimes what came last comes again, as it was.
                value = random.nextInt(4) == 0 ? Math.max(0, value) : random.nextInt(5) < 2 ? -1 : random.nextInt(1000);
                versions.add(new Version(visible, value));
            }
            items.putIfAbsent(kind + "/" + lane + "/" + time, new Item(kind, lane, time, List.copyOf(versions)));
        }
        return List.copyOf(items.values());
    }

    private static List<Item> tickets(Random random, Instant begin, Instant end, int records) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            Instant time = slot(random, begin, end, STEP);
            List<Instant> changes = new ArrayList<>();
            changes.add(time.plus(part(random, Duration.ofHours(1))));
            for (int n = random.nextInt(5); n > 0; n--) {
                changes.add(time.plus(part(random, Duration.between(time, end.plus(Duration.ofHours(3))))));
            }
            Collections.sort(changes);
            List<Version> versions = new ArrayList<>();
            for (Instant visible : changes) {
                boolean goes = !versions.isEmpty() && random.nextInt(4) == 0;
                versions.add(new Version(visible, goes ? -1 : random.nextInt(1000)));
                if (goes && random.nextBoolean()) {
                    // Moved: from here on it is known by another id.
                    items.add(new Item(
                            Kind.TICKET, records + i, time, List.of(new Version(visible, random.nextInt(1000)))));
                    break;
                }
            }
            items.add(new Item(Kind.TICKET, i, time, List.copyOf(versions)));
        }
        return List.copyOf(items);
    }

    private static List<Item> ratings(Random random, Instant begin, Instant end, int records) {
        Map<String, Item> items = new TreeMap<>();
        for (int i = 0; i < records; i++) {
            int lane = random.nextInt(3);
            Instant time = slot(random, begin, end, STEP);
            List<Version> versions = new ArrayList<>();
            Instant visible = time;
            do {
                visible = visible.plus(part(random, Duration.ofHours(12)));
                versions.add(new Version(visible, random.nextInt(1000)));
            } while (random.nextInt(3) == 0);
            items.putIfAbsent(lane + "/" + time, new Item(Kind.POINT, lane, time, List.copyOf(versions)));
        }
        return List.copyOf(items.values());
    }

    private static Instant slot(Random random, Instant begin, Instant end, Duration step) {
        long slots = Duration.between(begin, end).dividedBy(step);
        return begin.plus(step.multipliedBy(random.nextInt(Math.toIntExact(slots))));
    }

    /** Draws a whole number of seconds up to the whole. */
    private static Duration part(Random random, Duration whole) {
        return Duration.ofSeconds(random.nextInt(Math.toIntExact(Math.max(0, whole.toSeconds())) + 1));
    }
}
