package io.throughline.core.store;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a batch that a store may write: whatever breaks the {@link BatchRules} is taken out and set aside with its
 * reason, so that one bad record does not cost the others.
 */
public final class SoundBatch {

    private final TelemetryBatch sound = new TelemetryBatch();
    private final String stream;
    /** Where everything must lie; empty if it need not. */
    private final List<TimeWindow> windows;

    private final Instant fallback;
    /** The values by time that were kept of each series, to find those that come twice. */
    private final Map<SeriesKey, Map<Long, Object>> kept = new HashMap<>();

    private SoundBatch(String stream, List<TimeWindow> windows, Instant fallback) {
        this.stream = stream;
        this.windows = windows;
        this.fallback = fallback;
    }

    /**
     * Returns what of a batch may replace the content of windows; see {@link TelemetryStore#replace}.
     *
     * @param windows windows of whole milliseconds without overlap
     */
    public static TelemetryBatch ofReplacement(List<TimeWindow> windows, TelemetryBatch batch, StreamState state) {
        SoundBatch result = new SoundBatch(
                state.stream(), List.copyOf(windows), windows.get(0).from());
        result.takeCommon(batch);
        Map<Object, Dependency> edges = new HashMap<>();
        for (Dependency edge : batch.dependencies()) {
            result.take(edge, edges);
        }
        batch.series().forEach(result::take);
        return result.sound;
    }

    /**
     * Returns what of a batch may be written as a revision; see {@link TelemetryStore#revise}.
     *
     * @param rawFrom from when on points are stored as they were read, or null if nothing is rolled up; older points finer
     *     than a day are left out and not set aside, since what the store has of them stays
     */
    public static TelemetryBatch ofRevision(TelemetryBatch batch, StreamState state, @Nullable Instant rawFrom) {
        SoundBatch result = new SoundBatch(state.stream(), List.of(), state.updatedAt());
        result.takeCommon(batch);
        for (Dependency edge : batch.dependencies()) {
            result.setAside("edge " + words(edge), null, "an edge belongs to a measured stream");
        }
        for (Series piece : batch.series()) {
            if (piece instanceof NumberSeries numbers) {
                boolean fine = piece.step().isPresent() && piece.step().get().compareTo(Duration.ofDays(1)) < 0;
                result.take(fine && rawFrom != null ? since(numbers, rawFrom) : numbers);
            } else {
                result.setAside("series " + piece.key(), null, "a histogram belongs to a measured stream");
            }
        }
        return result.sound;
    }

    private void takeCommon(TelemetryBatch batch) {
        batch.entities().forEach(sound::entity);
        for (SetAside record : batch.setAside()) {
            setAside(record.vendorId(), record.time(), record.reason(), record.record());
        }
        for (Event event : batch.events()) {
            Provenance provenance = event.provenance();
            if (!provenance.stream().equals(stream)) {
                setAside(event.id(), event.start(), "the event belongs to stream " + provenance.stream());
            } else if (!isInside(event.start())) {
                setAside(
                        provenance.vendorId(),
                        null,
                        "the event starts " + event.start() + ", outside of the window that was read");
            } else {
                sound.event(event);
            }
        }
    }

    private void take(Dependency edge, Map<Object, Dependency> edges) {
        Object id = List.of(edge.caller(), edge.callee(), edge.protocol(), edge.window());
        Dependency before = edges.get(id);
        String name = "edge " + words(edge);
        if (!edge.provenance().stream().equals(stream)) {
            setAside(name, null, "the edge belongs to stream " + edge.provenance().stream());
        } else if (!isWholeMillis(edge.window())) {
            setAside(name, null, "the edge's window does not begin and end at whole milliseconds");
        } else if (windows.stream()
                .noneMatch(window -> !edge.window().from().isBefore(window.from())
                        && !edge.window().to().isAfter(window.to()))) {
            setAside(name, null, "the edge lies outside of the window that was read");
        } else if (before == null) {
            edges.put(id, edge);
            sound.dependency(edge);
        } else if (!before.equals(edge)) {
            setAside(name, null, "the edge came twice with different content; the first one was kept");
        }
    }

    private void take(Series piece) {
        Map<Long, Object> values = kept.computeIfAbsent(piece.key(), key -> new HashMap<>());
        int[] good = new int[piece.size()];
        int size = 0;
        List<Instant> outside = new ArrayList<>();
        List<Instant> twice = new ArrayList<>();
        for (int i = 0; i < piece.size(); i++) {
            Instant time = Instant.ofEpochMilli(piece.timeAt(i));
            Object value = value(piece, i);
            if (!isInside(time)) {
                outside.add(time);
                continue;
            }
            Object before = values.putIfAbsent(piece.timeAt(i), value);
            if (before == null) {
                good[size++] = i;
            } else if (!before.equals(value)) {
                twice.add(time);
            }
        }
        if (size > 0) {
            sound.series(size == piece.size() ? piece : only(piece, Arrays.copyOf(good, size)));
        }
        if (!outside.isEmpty()) {
            setAside(
                    "series " + piece.key() + " outside",
                    null,
                    points(outside) + " outside of the window that was read, the first at " + outside.get(0));
        }
        if (!twice.isEmpty()) {
            setAside(
                    "series " + piece.key() + " twice",
                    twice.get(0),
                    points(twice) + " came twice with different values, the first at " + twice.get(0)
                            + "; the first value was kept");
        }
    }

    private static Series since(NumberSeries piece, Instant from) {
        int[] kept = IntStream.range(0, piece.size())
                .filter(i -> piece.timeAt(i) >= from.toEpochMilli())
                .toArray();
        return only(piece, kept);
    }

    private static String points(List<Instant> times) {
        return times.size() + (times.size() == 1 ? " point" : " points");
    }

    private static Object value(Series piece, int index) {
        return piece instanceof NumberSeries numbers
                ? (Object) (numbers.valueAt(index) + 0.0)
                : ((HistogramSeries) piece).histogramAt(index);
    }

    private static Series only(Series piece, int[] indexes) {
        long[] times = Arrays.stream(indexes).mapToLong(piece::timeAt).toArray();
        if (piece instanceof NumberSeries numbers) {
            double[] values =
                    Arrays.stream(indexes).mapToDouble(numbers::valueAt).toArray();
            return NumberSeries.of(piece.key(), piece.step().orElse(null), times, values);
        }
        List<ExponentialHistogram> histograms = Arrays.stream(indexes)
                .mapToObj(((HistogramSeries) piece)::histogramAt)
                .toList();
        return HistogramSeries.of(piece.key(), piece.step().orElse(null), times, histograms);
    }

    private void setAside(String vendorId, @Nullable Instant time, String reason) {
        setAside(vendorId, time, reason, null);
    }

    private void setAside(String vendorId, @Nullable Instant time, String reason, @Nullable String record) {
        // A store forgets what was set aside when its window is written again, so the time must lie within it.
        Instant at = time != null && isInside(time) ? time : fallback;
        sound.setAside(new SetAside(stream, unused(vendorId), at, reason, record));
    }

    private String unused(String vendorId) {
        Set<String> used = new HashSet<>();
        sound.setAside().forEach(record -> used.add(record.vendorId()));
        String id = vendorId;
        for (int number = 2; used.contains(id); number++) {
            id = vendorId + " (" + number + ")";
        }
        return Objects.requireNonNull(id);
    }

    private boolean isInside(Instant time) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time));
    }

    private static boolean isWholeMillis(TimeWindow window) {
        return isWholeMillis(window.from()) && isWholeMillis(window.to());
    }

    private static boolean isWholeMillis(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String words(Dependency edge) {
        return edge.caller() + " -> " + edge.callee() + " (" + edge.protocol() + ") in " + edge.window();
    }
}
