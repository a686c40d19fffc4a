package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What every store demands of a batch before it writes, for those who implement {@link TelemetryStore}. Stateless.
 *
 * <p>All methods throw {@link IllegalArgumentException} for the first thing that is wrong.
 */
public final class BatchRules {

    private BatchRules() {}

    /**
     * Checks what {@link TelemetryStore#replace} is given: windows of whole milliseconds without overlap; everything in
     * the batch inside of them and of the state's stream; no point and no edge twice.
     *
     * @return the windows joined where they touch, ascending: the spans whose content is replaced
     */
    public static List<TimeWindow> checkReplacement(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        NavigableMap<Instant, TimeWindow> byStart = byStart(windows);
        List<TimeWindow> spans = joined(byStart.values());
        checkStream(batch, state);
        for (Event event : batch.events()) {
            if (!inside(byStart, event.start(), event.start())) {
                throw new IllegalArgumentException(
                        "event " + event.id() + " starts " + event.start() + ", outside of the windows to replace");
            }
        }
        Set<Object> edges = new HashSet<>();
        for (Dependency edge : batch.dependencies()) {
            requireMillis(edge.window());
            if (!inside(byStart, edge.window().from(), edge.window().to())) {
                throw new IllegalArgumentException("edge " + words(edge) + " lies outside of the windows to replace");
            }
            if (!edges.add(List.of(edge.caller(), edge.callee(), edge.protocol(), edge.window()))) {
                throw new IllegalArgumentException("edge " + words(edge) + " comes twice");
            }
        }
        checkPoints(batch, spans);
        return spans;
    }

    /** Checks what {@link TelemetryStore#revise} is given: entities, events of the state's stream, points of numbers. */
    public static void checkRevision(TelemetryBatch batch, StreamState state) {
        boolean onlyNumbers = batch.series().stream().allMatch(NumberSeries.class::isInstance);
        if (!onlyNumbers || !batch.dependencies().isEmpty()) {
            throw new IllegalArgumentException("a revision of " + state.stream()
                    + " may hold entities, events and numbers; histograms and edges belong to a measured stream");
        }
        checkStream(batch, state);
        pieces(batch).forEach(BatchRules::checkOnce);
    }

    private static NavigableMap<Instant, TimeWindow> byStart(List<TimeWindow> windows) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.naturalOrder());
        NavigableMap<Instant, TimeWindow> byStart = new TreeMap<>();
        TimeWindow previous = null;
        for (TimeWindow window : sorted) {
            requireMillis(window);
            if (previous != null && previous.overlaps(window)) {
                throw new IllegalArgumentException("windows overlap: " + previous + " and " + window);
            }
            byStart.put(window.from(), window);
            previous = window;
        }
        return byStart;
    }

    private static List<TimeWindow> joined(Iterable<TimeWindow> ascending) {
        List<TimeWindow> spans = new ArrayList<>();
        for (TimeWindow window : ascending) {
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).to().equals(window.from())) {
                spans.set(last, new TimeWindow(spans.get(last).from(), window.to()));
            } else {
                spans.add(window);
            }
        }
        return List.copyOf(spans);
    }

    private static void checkStream(TelemetryBatch batch, StreamState state) {
        // An entity may be told of by a stream that another one knows more about; what happened belongs to one stream.
        for (Event event : batch.events()) {
            checkStream(event.provenance(), state);
        }
        for (Dependency edge : batch.dependencies()) {
            checkStream(edge.provenance(), state);
        }
        for (SetAside record : batch.setAside()) {
            if (!record.stream().equals(state.stream())) {
                throw new IllegalArgumentException("the batch of " + state.stream() + " sets aside " + record.vendorId()
                        + " of " + record.stream());
            }
        }
    }

    private static void checkStream(Provenance provenance, StreamState state) {
        if (!provenance.stream().equals(state.stream())) {
            throw new IllegalArgumentException("the batch of " + state.stream() + " holds " + provenance.vendorId()
                    + " with the provenance of " + provenance.stream());
        }
    }

    private static void checkPoints(TelemetryBatch batch, List<TimeWindow> spans) {
        batch.series().forEach(piece -> checkTimes(piece, spans));
        pieces(batch).forEach(BatchRules::checkOnce);
    }

    private static Map<SeriesKey, List<Series>> pieces(TelemetryBatch batch) {
        Map<SeriesKey, List<Series>> pieces = new TreeMap<>();
        for (Series piece : batch.series()) {
            pieces.computeIfAbsent(piece.key(), key -> new ArrayList<>()).add(piece);
        }
        return pieces;
    }

    private static void checkTimes(Series piece, List<TimeWindow> spans) {
        int span = 0;
        for (int i = 0; i < piece.size(); i++) {
            long time = piece.timeAt(i);
            while (span < spans.size() && time >= spans.get(span).to().toEpochMilli()) {
                span++;
            }
            if (span == spans.size() || time < spans.get(span).from().toEpochMilli()) {
                throw new IllegalArgumentException("point at " + Instant.ofEpochMilli(time) + " of " + piece.key()
                        + " lies outside of the windows to replace");
            }
        }
    }

    private static void checkOnce(SeriesKey key, List<Series> pieces) {
        if (pieces.size() == 1) {
            return; // the times of one piece ascend
        }
        long[] times = pieces.stream()
                .flatMapToLong(piece ->
                        java.util.stream.IntStream.range(0, piece.size()).mapToLong(piece::timeAt))
                .toArray();
        Arrays.sort(times);
        for (int i = 1; i < times.length; i++) {
            if (times[i] == times[i - 1]) {
                throw new IllegalArgumentException(
                        "point at " + Instant.ofEpochMilli(times[i]) + " of " + key + " comes twice");
            }
        }
    }

    private static boolean inside(NavigableMap<Instant, TimeWindow> windows, Instant from, Instant to) {
        Map.Entry<Instant, TimeWindow> window = windows.floorEntry(from);
        return window != null
                && window.getValue().contains(from)
                && !to.isAfter(window.getValue().to());
    }

    private static void requireMillis(TimeWindow window) {
        if (!isWholeMillis(window.from()) || !isWholeMillis(window.to())) {
            throw new IllegalArgumentException("windows on a grid begin and end at whole milliseconds, was " + window);
        }
    }

    private static boolean isWholeMillis(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String words(Dependency edge) {
        return edge.caller() + " -> " + edge.callee() + " (" + edge.protocol() + ") in " + edge.window();
    }
}
