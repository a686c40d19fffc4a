package io.throughline.sentry;

import io.throughline.core.telemetry.TimeWindow;
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
 * Counts by release of one project and environment. Sentry gives the ten releases with most errors and the rest as one
 * series: as long as there is a rest, it is asked again without those already known.
 */
final class ErrorCounts {

    /** The longest search that surely fits into an address; with more releases than that the rest is left out. */
    private static final int LONGEST_SEARCH = 3000;

    private static final String NO_RELEASE = "";

    private final TimeWindow window;
    private final SortedMap<String, SortedMap<Long, Double>> byRelease = new TreeMap<>();
    private final TreeSet<Long> incomplete = new TreeSet<>();
    private Duration step;
    private boolean partlyScanned;
    private boolean restLeft;
    private double counted;
    private double kept;

    private ErrorCounts(TimeWindow window, Duration step) {
        this.window = window;
        this.step = step;
    }

    static ErrorCounts read(SentryClient client, TimeSeriesQuery question) {
        ErrorCounts counts = new ErrorCounts(question.window(), question.interval());
        TimeSeriesQuery next = question;
        boolean more = true;
        while (more) {
            int before = counts.byRelease.size();
            more = counts.add(client.explore().queryTimeSeries(next));
            boolean stuck = counts.byRelease.size() == before;
            String others = counts.others();
            if (more && (stuck || others.length() > LONGEST_SEARCH)) {
                counts.restLeft = true;
                more = false;
            }
            next = question.searching(others);
        }
        counts.fillQuietMinutes();
        counts.dropIncomplete();
        return counts;
    }

    /** Returns counts by time (epoch milliseconds) by release; events without a release under the empty text. */
    SortedMap<String, SortedMap<Long, Double>> byRelease() {
        return Collections.unmodifiableSortedMap(byRelease);
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

    /** Returns a sentence on what is missing. */
    Optional<String> note(String project, @Nullable String environment) {
        String place = "errors of " + project + (environment == null ? "" : " in " + environment) + " within " + window;
        if (restLeft) {
            return Optional.of(place + ": more than " + byRelease.size()
                    + " releases had errors, those with fewest were left out");
        }
        return partlyScanned ? Optional.of(place + ": Sentry looked through part of the data only") : Optional.empty();
    }

    /** Takes an answer; returns whether it has a rest. */
    private boolean add(SentryTimeSeries answer) {
        boolean rest = false;
        for (SentryTimeSeries.Line line : answer.timeSeries()) {
            noteMeta(line);
            if (line.isOther()) {
                rest = line.values().stream().anyMatch(value -> value.value() != null && value.value() > 0) || rest;
                continue;
            }
            String release = line.group("release");
            SortedMap<Long, Double> points =
                    byRelease.computeIfAbsent(release == null ? NO_RELEASE : release, name -> new TreeMap<>());
            for (SentryTimeSeries.Value value : line.values()) {
                take(value, points);
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

    private void take(SentryTimeSeries.Value value, SortedMap<Long, Double> points) {
        if (!window.contains(Instant.ofEpochMilli(value.timestamp()))) {
            return;
        }
        if (Boolean.TRUE.equals(value.incomplete())) {
            incomplete.add(value.timestamp());
        }
        if (value.value() != null) {
            points.put(value.timestamp(), value.value());
            if (value.sampleCount() != null) {
                counted += value.value();
                kept += value.sampleCount();
            }
        }
    }

    /** Whatever has a release is known by now: the minutes of events without one are zero where nothing was told. */
    private void fillQuietMinutes() {
        if (restLeft) {
            return;
        }
        SortedMap<Long, Double> points = byRelease.computeIfAbsent(NO_RELEASE, name -> new TreeMap<>());
        if (points.isEmpty()) {
            long width = step.toMillis();
            long first = -Math.floorDiv(-window.from().toEpochMilli(), width) * width;
            for (long time = first; time < window.to().toEpochMilli(); time += width) {
                points.put(time, 0.0);
            }
        }
    }

    private void dropIncomplete() {
        byRelease.values().forEach(points -> points.keySet().removeAll(incomplete));
    }

    /** Returns the search for everything but the releases known. */
    private String others() {
        String known = byRelease.keySet().stream()
                .filter(release -> !release.equals(NO_RELEASE))
                .map(ErrorCounts::quoted)
                .collect(Collectors.joining(","));
        String search = known.isEmpty() ? "" : "!release:[" + known + "]";
        return byRelease.containsKey(NO_RELEASE) ? (search + " has:release").strip() : search;
    }

    private static String quoted(String release) {
        return '"' + release.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*") + '"';
    }
}
