package io.throughline.correlation.timeline;

import io.throughline.correlation.assemble.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order of a timeline's entries as far as it is known: a partial order. One entry is before another if its whole
 * interval is (the relation <em>before</em> of J. F. Allen, Maintaining knowledge about temporal intervals, 1983); between
 * systems the intervals must also be further apart than their clocks may differ. Immutable, thread-safe.
 *
 * <pre>{@code
 * TimelineOrder order = TimelineOrder.of(incident.timeline());
 * if (order.before(deployment, firstError) == Precedence.CERTAIN) …
 * }</pre>
 */
public final class TimelineOrder {

    /**
     * How far the clocks of two systems may be apart unless told otherwise: vendors' own differ by milliseconds, but many
     * give whole seconds, and what happens in an application is dated by its host.
     */
    public static final Duration CLOCKS = Duration.ofSeconds(2);

    private final List<TimelineEntry> entries;
    private final Duration clocks;

    private TimelineOrder(List<TimelineEntry> entries, Duration clocks) {
        this.entries = entries.stream().sorted().toList();
        this.clocks = clocks;
    }

    /** Returns the order of entries, systems' clocks being at most {@link #CLOCKS} apart. */
    public static TimelineOrder of(List<TimelineEntry> entries) {
        return of(entries, CLOCKS);
    }

    /**
     * Returns the order of entries.
     *
     * @param clocks how far the clocks of two lanes may be apart, not negative; within a lane there is one clock
     */
    public static TimelineOrder of(List<TimelineEntry> entries, Duration clocks) {
        if (clocks.isNegative()) {
            throw new IllegalArgumentException("clocks must not be negative, was " + clocks);
        }
        return new TimelineOrder(entries, clocks);
    }

    /** Returns how surely {@code a} was over before {@code b}. An entry is not before itself. */
    public Precedence before(TimelineEntry a, TimelineEntry b) {
        Duration apart = a.lane().equals(b.lane()) ? Duration.ZERO : clocks;
        if (a.latest().plus(apart).isBefore(b.earliest())) {
            return Precedence.CERTAIN;
        }
        boolean possible = !a.equals(b) && a.earliest().isBefore(b.latest().plus(apart));
        return possible ? Precedence.POSSIBLE : Precedence.IMPOSSIBLE;
    }

    /** Returns those entries whose order to this one is not certain, sorted; it is not among them itself. */
    public List<TimelineEntry> concurrentWith(TimelineEntry entry) {
        return entries.stream()
                .filter(other -> !other.equals(entry))
                .filter(other -> before(entry, other) != Precedence.CERTAIN)
                .filter(other -> before(other, entry) != Precedence.CERTAIN)
                .toList();
    }

    /**
     * Returns the entries in groups that follow each other certainly: each entry of a group is before each entry of the
     * next. The groups are as small as they can be. Within one, {@link #before} tells what is still known: two entries of a
     * group need not be concurrent, for a third one may span them.
     */
    public List<List<TimelineEntry>> groups() {
        List<TimelineEntry> byBegin = new ArrayList<>(entries);
        byBegin.sort((a, b) -> {
            int order = a.earliest().compareTo(b.earliest());
            return order != 0 ? order : a.compareTo(b);
        });
        List<List<TimelineEntry>> groups = new ArrayList<>();
        List<TimelineEntry> group = new ArrayList<>();
        for (int i = 0; i < byBegin.size(); i++) {
            List<TimelineEntry> rest = byBegin.subList(i, byBegin.size());
            List<TimelineEntry> sofar = group;
            if (!group.isEmpty() && rest.stream().allMatch(next -> follows(sofar, next))) {
                groups.add(sorted(group));
                group = new ArrayList<>();
            }
            group.add(byBegin.get(i));
        }
        if (!group.isEmpty()) {
            groups.add(sorted(group));
        }
        return List.copyOf(groups);
    }

    private boolean follows(List<TimelineEntry> group, TimelineEntry next) {
        return group.stream().allMatch(earlier -> before(earlier, next) == Precedence.CERTAIN);
    }

    private static List<TimelineEntry> sorted(List<TimelineEntry> group) {
        return group.stream().sorted().toList();
    }

    /** Returns all entries with the places they can have, by group, then by the middle of their interval. */
    public List<PlacedEntry> placed() {
        List<PlacedEntry> placed = new ArrayList<>();
        int number = 0;
        for (List<TimelineEntry> group : groups()) {
            number++;
            for (TimelineEntry entry : group) {
                int earlier = 0;
                int later = 0;
                for (TimelineEntry other : entries) {
                    earlier += before(other, entry) == Precedence.CERTAIN ? 1 : 0;
                    later += before(entry, other) == Precedence.CERTAIN ? 1 : 0;
                }
                placed.add(new PlacedEntry(entry, earlier + 1, entries.size() - later, number));
            }
        }
        return List.copyOf(placed);
    }

    /** Returns the placed entries by the system that tells of them, lanes by name. */
    public SortedMap<String, List<PlacedEntry>> lanes() {
        TreeMap<String, List<PlacedEntry>> lanes = new TreeMap<>();
        placed().forEach(entry -> lanes.computeIfAbsent(entry.entry().lane(), lane -> new ArrayList<>())
                .add(entry));
        lanes.replaceAll((lane, entries) -> List.copyOf(entries));
        return Collections.unmodifiableSortedMap(lanes);
    }
}
