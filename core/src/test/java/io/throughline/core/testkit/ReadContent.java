package io.throughline.core.testkit;

import io.throughline.core.source.SetAside;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.WindowContent;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was delivered, a line each under what identifies it, so that two deliveries can be held against each other. */
final class ReadContent {

    private static final int SHOWN = 5;

    private final NavigableMap<String, String> lines = new TreeMap<>();

    /** Returns the content of batches in the order they came; what came later counts. */
    static ReadContent of(List<TelemetryBatch> batches) {
        ReadContent content = new ReadContent();
        batches.forEach(content::add);
        return content;
    }

    /** Returns what a store holds of a window. */
    static ReadContent of(WindowContent stored) {
        ReadContent content = new ReadContent();
        content.add(stored.entities(), stored.series(), stored.events(), stored.dependencies());
        return content;
    }

    private void add(TelemetryBatch batch) {
        add(batch.entities(), batch.series(), batch.events(), batch.dependencies());
        for (SetAside record : batch.setAside()) {
            lines.put("set aside " + record.vendorId(), record.toString());
        }
    }

    private void add(
            Collection<Entity> entities,
            Collection<Series> series,
            Collection<Event> events,
            Collection<Dependency> dependencies) {
        for (Entity entity : entities) {
            lines.put("entity " + entity.id(), entity.toString());
        }
        series.forEach(this::add);
        for (Event event : events) {
            lines.put("event " + event.id(), event.toString());
        }
        for (Dependency edge : dependencies) {
            lines.put(
                    "edge " + edge.caller() + " -> " + edge.callee() + " " + edge.protocol() + " " + edge.window(),
                    edge.calls() + " " + edge.failures() + " "
                            + HexFormat.of().formatHex(edge.latency().encode()));
        }
    }

    private void add(Series series) {
        String head = "point " + series.key() + " " + series.key().attributes() + " every "
                + series.step().map(Duration::toString).orElse("?") + " at ";
        for (int i = 0; i < series.size(); i++) {
            String value = series instanceof NumberSeries numbers
                    ? Double.toString(numbers.valueAt(i))
                    : HexFormat.of()
                            .formatHex(((HistogramSeries) series).histogramAt(i).encode());
            lines.put(head + Instant.ofEpochMilli(series.timeAt(i)), value);
        }
    }

    /** Returns what differs, a few lines of it; empty if nothing does. */
    String differences(ReadContent other) {
        StringBuilder told = new StringBuilder();
        int count = 0;
        NavigableMap<String, String> all = new TreeMap<>(lines);
        other.lines.forEach(all::putIfAbsent);
        for (Map.Entry<String, String> line : all.entrySet()) {
            String here = lines.get(line.getKey());
            String there = other.lines.get(line.getKey());
            if (here == null || there == null || !here.equals(there)) {
                count++;
                if (count <= SHOWN) {
                    told.append('\n')
                            .append(line.getKey())
                            .append(": ")
                            .append(here)
                            .append(" / ")
                            .append(there);
                }
            }
        }
        return count == 0 ? "" : count + " differ:" + told;
    }
}
