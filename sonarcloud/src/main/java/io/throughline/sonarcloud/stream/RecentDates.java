package io.throughline.sonarcloud.stream;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dates of the latest analyses that were read. A server takes no analysis older than the latest one of its branch, so
 * the last of them is where reading goes on; that others are missing later tells that they were thinned out.
 *
 * @param dates whole seconds
 */
record RecentDates(SortedSet<Instant> dates) {

    private static final int MOST = 10;

    RecentDates {
        dates = Collections.unmodifiableSortedSet(new TreeSet<>(dates));
    }

    static RecentDates latestOf(SortedSet<Instant> all) {
        return new RecentDates(
                all.stream().skip(Math.max(0, all.size() - MOST)).collect(Collectors.toCollection(TreeSet::new)));
    }

    static RecentDates parse(Optional<String> mark) {
        return new RecentDates(mark.stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .map(second -> Instant.ofEpochSecond(Long.parseLong(second)))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean isEmpty() {
        return dates.isEmpty();
    }

    Instant first() {
        return dates.first();
    }

    boolean endsWith(@Nullable Instant latest) {
        return latest != null && !dates.isEmpty() && dates.last().equals(latest);
    }

    /** Returns how many of these are not among what came now. */
    long missingFrom(SortedSet<Instant> present) {
        return dates.stream().filter(date -> !present.contains(date)).count();
    }

    String text() {
        return dates.stream().map(date -> String.valueOf(date.getEpochSecond())).collect(Collectors.joining(" "));
    }
}
