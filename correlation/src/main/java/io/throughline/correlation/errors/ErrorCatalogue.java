package io.throughline.correlation.errors;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a window's focus by service and type. Exceptions counted by telemetry and issues kept by an error tracker
 * are one entry if they are of one service and one type (compared without the package): applications that report to both
 * report the same error twice.
 *
 * @param focus the time asked about
 * @param entries by node and type
 * @param totals for each node with errors how many there were, ascending
 */
public record ErrorCatalogue(TimeWindow focus, List<ErrorEntry> entries, SortedMap<EntityId, Total> totals) {

    public ErrorCatalogue {
        entries = entries.stream().sorted().toList();
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }

    /**
     * How many errors a node had in the focus. Telemetry and tracker overlap to a degree that only the types tell: the
     * truth lies between the two bounds.
     *
     * @param telemetry exceptions that the telemetry counted
     * @param tracker errors that the tracker counted
     * @param least at least so many: what the one that saw more of them saw
     * @param most at most so many: both added, unless every type that the tracker has is in the telemetry too
     */
    public record Total(long telemetry, long tracker, long least, long most) {}

    /** Returns the catalogue of a window's focus. */
    public static ErrorCatalogue of(TelemetryWindow window) {
        Topology topology = Topology.of(window);
        Map<EntityId, Map<String, Collected>> byNode = new TreeMap<>();
        Map<EntityId, long[]> sums = new TreeMap<>();
        for (Series series : window.series()) {
            if (series instanceof NumberSeries numbers && series.key().metric().equals(Metrics.ERROR_COUNT)) {
                count(topology, numbers, window.focus(), byNode, sums);
            }
        }
        for (Event event : window.events()) {
            if (event instanceof ErrorIssue issue && issue.touches(window.focus())) {
                at(byNode, topology.nodeOf(issue.entity()), simple(issue.type()))
                        .issues
                        .add(issue);
            }
        }
        List<ErrorEntry> entries = new ArrayList<>();
        byNode.forEach((node, types) -> types.forEach((type, found) ->
                entries.add(new ErrorEntry(node, type, found.fullTypes, found.counted, found.issues))));
        SortedMap<EntityId, Total> totals = new TreeMap<>();
        sums.forEach((node, sum) -> totals.put(node, total(sum[0], sum[1], entriesOf(entries, node))));
        return new ErrorCatalogue(window.focus(), entries, totals);
    }

    private static void count(
            Topology topology,
            NumberSeries whole,
            TimeWindow focus,
            Map<EntityId, Map<String, Collected>> byNode,
            Map<EntityId, long[]> sums) {
        long sum = 0;
        NumberSeries numbers = whole.slice(focus);
        for (int i = 0; i < numbers.size(); i++) {
            sum += Math.round(numbers.valueAt(i));
        }
        if (sum == 0) {
            return;
        }
        EntityId node = topology.nodeOf(numbers.key().entity());
        boolean tracker = topology.kindOf(numbers.key().entity()) == EntityKind.ERROR_PROJECT;
        sums.computeIfAbsent(node, id -> new long[2])[tracker ? 1 : 0] += sum;
        if (!tracker) {
            Optional<String> type = numbers.key().attributes().text(AttributeKeys.EXCEPTION_TYPE);
            Collected found = at(byNode, node, simple(type.orElse(null)));
            type.ifPresent(found.fullTypes::add);
            found.counted = (found.counted == null ? 0 : found.counted) + sum;
        }
    }

    /** Where the tracker has no type of its own, what it saw is a part of what the telemetry saw. */
    private static Total total(long telemetry, long tracker, List<ErrorEntry> entries) {
        boolean within = entries.stream().allMatch(entry -> entry.issues().isEmpty() || entry.seenByBoth());
        long least = Math.max(telemetry, tracker);
        return new Total(telemetry, tracker, least, within ? least : telemetry + tracker);
    }

    private static List<ErrorEntry> entriesOf(List<ErrorEntry> entries, EntityId node) {
        return entries.stream().filter(entry -> entry.node().equals(node)).toList();
    }

    private static final class Collected {
        private final NavigableSet<String> fullTypes = new TreeSet<>();
        private final List<ErrorIssue> issues = new ArrayList<>();
        private @Nullable Long counted;
    }

    private static Collected at(Map<EntityId, Map<String, Collected>> byNode, EntityId node, String type) {
        return byNode.computeIfAbsent(node, id -> new TreeMap<>()).computeIfAbsent(type, key -> new Collected());
    }

    private static String simple(@Nullable String type) {
        if (type == null) {
            return "";
        }
        String plain = type.strip();
        return plain.substring(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('$')) + 1);
    }
}
