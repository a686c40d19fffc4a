package io.throughline.jira.stream;

import io.throughline.core.telemetry.EntityMapping;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the streams read.
 *
 * @param url where the API is
 * @param host the site's host, the first part of every id
 * @param projects keys of the projects to read, upper case; empty for all that are visible
 * @param mappings which projects and components belong to which products and services
 * @param fields custom fields to keep with a ticket: the name to keep them under, and the field's name or id
 * @param lateIndex how late a change may appear in Jira's index and still be found by the next walk; positive
 * @param rereadEvery how often the whole horizon is read again, which finds whatever Jira did not tell as a change;
 *     positive
 */
public record StreamSettings(
        URI url,
        String host,
        SortedSet<String> projects,
        List<EntityMapping> mappings,
        SortedMap<String, String> fields,
        Duration lateIndex,
        Duration rereadEvery) {

    /** Jira's index lags by seconds, sometimes minutes. */
    public static final Duration STANDARD_LATE_INDEX = Duration.ofMinutes(30);

    /** How often the whole horizon is read again unless told otherwise. */
    public static final Duration STANDARD_REREAD = Duration.ofDays(7);

    public StreamSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(host, "host");
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
        mappings = List.copyOf(mappings);
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        requirePositive(lateIndex, "lateIndex");
        requirePositive(rereadEvery, "rereadEvery");
    }

    /** Creates settings without custom fields, as late and as often as is usual. */
    public static StreamSettings of(URI url, String host, SortedSet<String> projects, List<EntityMapping> mappings) {
        return new StreamSettings(url, host, projects, mappings, new TreeMap<>(), STANDARD_LATE_INDEX, STANDARD_REREAD);
    }

    /** Returns a span of time for people: {@code 7 d}, {@code 12 h}, {@code 30 min}. */
    static String words(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return duration.toDays() + " d";
        }
        return duration.toSeconds() % 3600 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }
}
