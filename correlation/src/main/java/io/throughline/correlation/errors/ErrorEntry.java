package io.throughline.correlation.errors;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.ErrorIssue;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Errors of one type in one service.
 *
 * @param node the service, or the entity itself if it belongs to none
 * @param type the exception's type without its package; empty for messages and for exceptions without a type
 * @param fullTypes the types as the telemetry names them, sorted; empty if only the tracker knows them
 * @param counted exceptions in the asked time, weighted by sampling, or null if the telemetry has none of them
 * @param issues the tracker's issues that were active in the asked time, by first occurrence; empty if it has none
 */
public record ErrorEntry(
        EntityId node,
        String type,
        SortedSet<String> fullTypes,
        @Nullable Long counted,
        List<ErrorIssue> issues) implements Comparable<ErrorEntry> {

    private static final Comparator<ErrorEntry> ORDER =
            Comparator.comparing(ErrorEntry::node).thenComparing(ErrorEntry::type);

    public ErrorEntry {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(type, "type");
        fullTypes = Collections.unmodifiableSortedSet(new TreeSet<>(fullTypes));
        issues = List.copyOf(issues);
    }

    /** Tells whether telemetry and tracker both have it: the same errors, to be counted once. */
    public boolean seenByBoth() {
        return counted != null && !issues.isEmpty();
    }

    /** Orders by node and type. */
    @Override
    public int compareTo(ErrorEntry other) {
        return ORDER.compare(this, other);
    }
}
