package io.throughline.sonarcloud.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the issues of a branch are read.
 *
 * @param analysed the latest analysis then, or null if nothing was read
 * @param updated the latest update of an issue that was seen, or null if nothing was read
 * @param rules the rules by which issues were counted
 */
record IssueMark(@Nullable Instant analysed, @Nullable Instant updated, SortedSet<String> rules) {

    IssueMark {
        rules = Collections.unmodifiableSortedSet(new TreeSet<>(rules));
    }

    static IssueMark parse(Optional<String> mark) {
        if (mark.isEmpty()) {
            return new IssueMark(null, null, new TreeSet<>());
        }
        String[] parts = mark.get().split(" ");
        return new IssueMark(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                Instant.ofEpochMilli(Long.parseLong(parts[1])),
                Arrays.stream(parts).skip(2).collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * Returns the update from which on issues may be new: an analysis stamps what it changes with the time of its scan,
     * which is later than that of the analysis before, but may be earlier than what people did meanwhile.
     */
    @Nullable
    Instant since(Duration overlap) {
        if (analysed == null || updated == null) {
            return null;
        }
        return (analysed.isBefore(updated) ? analysed : updated).minus(overlap);
    }

    String text() {
        if (analysed == null || updated == null) {
            throw new IllegalStateException("nothing was read");
        }
        String rest = String.join(" ", rules);
        return analysed.toEpochMilli() + " " + updated.toEpochMilli() + (rest.isEmpty() ? "" : " " + rest);
    }
}
