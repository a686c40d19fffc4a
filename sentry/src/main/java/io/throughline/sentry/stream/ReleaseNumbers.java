package io.throughline.sentry.stream;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.explore.ExploreClient;
import io.throughline.sentry.explore.SentryTimeSeries;
import io.throughline.sentry.explore.TimeSeriesQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by release of one project and environment. Sentry gives the ten releases that are highest by the first function
 * and the rest as one series: as long as there is a rest, it is asked again without those already known.
 */
final class ReleaseNumbers {

    /** Stands for events without a release. */
    static final String NO_RELEASE = "";

    /** The longest search that surely fits into an address; with more releases than that the rest is left out. */
    private static final int LONGEST_SEARCH = 3000;

    private final TimeSeriesQuery question;
    private final SortedMap<String, SortedMap<String, SortedMap<Long, Double>>> byAxis = new TreeMap<>();
    private final TreeSet<String> releases = new TreeSet<>();
    private final TreeSet<Long> incomplete = new TreeSet<>();
    private Duration step;
    private boolean partlyScanned;
    private boolean restLeft;
    private boolean older;
    private double counted;
    private double kept;

    private ReleaseNumbers(TimeSeriesQuery question) {
        this.question = question;
        this.step = question.interval();
        question.yAxes().forEach(axis -> byAxis.put(axis, new TreeMap<>()));
    }

    /**
     * Asks until every release is known.
     *
     * @param question grouped by release; its first function is a count
     */
    static ReleaseNumbers read(ExploreClient client, TimeSeriesQuery question) {
        ReleaseNumbers numbers = new ReleaseNumbers(question);
        TimeSeriesQuery next = question;
        boolean more = true;
        while (more) {
            int before = numbers.releases.size();
            more = numbers.add(client.queryTimeSeries(next));
            boolean stuck = numbers.releases.size() == before;
            String others = numbers.others();
            if (more && (stuck || others.length() > LONGEST_SEARCH)) {
                numbers.restLeft = true;
                more = false;
            }
            next = question.searching((question.search() + " " + others).strip());
        }
        numbers.dropIncomplete();
        return numbers;
    }

    /** Returns values of a function by time (epoch milliseconds) by release. */
    SortedMap<String, SortedMap<Long, Double>> byRelease(String axis) {
        return Collections.unmodifiableSortedMap(byAxis.getOrDefault(axis, Collections.emptySortedMap()));
    }

    /**
     * Returns the same for a count, with zeros for events without a release where nothing was told: as long as no release
     * was left out, a step without any number had none.
     */
    SortedMap<String, SortedMap<Long, Double>> counts(String axis) {
        SortedMap<String, SortedMap<Long, Double>> counts = new TreeMap<>(byRelease(axis));
        if (!restLeft && counts.getOrDefault(NO_RELEASE, Collections.emptySortedMap()).isEmpty()) {
            SortedMap<Long, Double> zeros = new TreeMap<>();
            long width = step.toMillis();
            TimeWindow window = question.window();
            long first = -Math.floorDiv(-window.from().toEpochMilli(), width) * width;
            for (long time = first; time < window.to().toEpochMilli(); time += width) {
                if (!incomplete.contains(time)) {
                    zeros.put(time, 0.0);
                }
            }
            counts.put(NO_RELEASE, zeros);
        }
        return counts;
    }

    /** Returns the width of the steps that Sentry gave. */
    Duration step() {
        return step;
    }

    /** Tells whether something was left out; a shorter window may have all. */
    boolean truncated() {
        return restLeft || partlyScanned;
    }

    /** Returns how many events one that was kept stands for. */
    double samplingFactor() {
        return kept > 0 && counted > kept ? counted / kept : 1;
    }

    /** Tells whether a server answered that says nothing of samples. */
    boolean isFromOlderServer() {
        return older;
    }

    /** Returns a sentence on what is missing. */
    Optional<String> note(String what, String project, @Nullable String environment) {
        String place = what + " of " + project + (environment == null ? "" : " in " + environment) + " within "
                + question.window();
        if (restLeft) {
            return Optional.of(place + ": more than " + releases.size()
                    + " releases had some, those with fewest were left out");
        }
        return partlyScanned ? Optional.of(place + ": Sentry looked through part of the data only") : Optional.empty();
    }

    /** Takes an answer; returns whether it has a rest. */
    private boolean add(SentryTimeSeries answer) {
        boolean rest = false;
        older |= answer.isFromOlderServer();
        String counting = question.yAxes().get(0);
        for (SentryTimeSeries.Line line : answer.timeSeries()) {
            noteMeta(line);
            boolean counts = line.yAxis().equals(counting);
            if (line.isOther()) {
                rest |= counts && line.values().stream().anyMatch(value -> value.value() != null && value.value() > 0);
                continue;
            }
            SortedMap<String, SortedMap<Long, Double>> axis = byAxis.get(line.yAxis());
            if (axis == null) {
                continue;
            }
            String named = line.group("release");
            String release = named == null ? NO_RELEASE : named;
            releases.add(release);
            SortedMap<Long, Double> points = axis.computeIfAbsent(release, name -> new TreeMap<>());
            for (SentryTimeSeries.Value value : line.values()) {
                take(value, points, counts);
            }
        }
        return rest;
    }

    private void noteMeta(SentryTimeSeries.Line line) {
        if (line.meta() != null && "partial".equals(line.meta().dataScanned())) {
            partlyScanned = true;
        }
        // The answer's own steps, not the announced ones: what Sentry cannot give so finely it gives more coarsely.
        long least = Long.MAX_VALUE;
        for (int i = 1; i < line.values().size(); i++) {
            long distance =
                    line.values().get(i).timestamp() - line.values().get(i - 1).timestamp();
            least = distance > 0 ? Math.min(least, distance) : least;
        }
        if (least != Long.MAX_VALUE) {
            step = Duration.ofMillis(least);
        }
    }

    private void take(SentryTimeSeries.Value value, SortedMap<Long, Double> points, boolean counts) {
        if (!question.window().contains(Instant.ofEpochMilli(value.timestamp()))) {
            return;
        }
        if (value.isIncomplete()) {
            incomplete.add(value.timestamp());
        }
        if (value.value() != null) {
            points.put(value.timestamp(), value.value());
            if (counts && value.sampleCount() != null) {
                counted += value.value();
                kept += value.sampleCount();
            }
        }
    }

    private void dropIncomplete() {
        byAxis.values().forEach(axis ->
                axis.values().forEach(points -> points.keySet().removeAll(incomplete)));
    }

    /** Returns the search for everything but the releases known. */
    private String others() {
        String known = releases.stream()
                .filter(release -> !release.equals(NO_RELEASE))
                .map(ReleaseNumbers::quoted)
                .collect(Collectors.joining(","));
        String search = known.isEmpty() ? "" : "!release:[" + known + "]";
        return releases.contains(NO_RELEASE) ? (search + " has:release").strip() : search;
    }

    private static String quoted(String release) {
        return '"' + release.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*") + '"';
    }
}
