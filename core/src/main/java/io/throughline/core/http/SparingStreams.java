package io.throughline.core.http;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SetAside;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes streams set aside what their client cannot read: the items of lists that are no such items. The notes of a read tell
 * how many records it set aside, whoever did it.
 */
public final class SparingStreams {

    private SparingStreams() {}

    /**
     * Returns the streams, in their order.
     *
     * @param items where the streams' client puts what it cannot read
     */
    public static List<TelemetryStream> of(List<? extends TelemetryStream> streams, UnreadableItems items) {
        List<TelemetryStream> sparing = new ArrayList<>();
        for (TelemetryStream stream : streams) {
            sparing.add(
                    stream instanceof MeasuredStream measured
                            ? new Measured(measured, items)
                            : new Revised((RevisedStream) stream, items));
        }
        return List.copyOf(sparing);
    }

    private record Measured(MeasuredStream stream, UnreadableItems items) implements MeasuredStream {

        @Override
        public String name() {
            return stream.name();
        }

        @Override
        public Tier tier() {
            return stream.tier();
        }

        @Override
        public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
            return stream.plan(horizon, every);
        }

        @Override
        public Duration grid() {
            return stream.grid();
        }

        @Override
        public Duration longestRead() {
            return stream.longestRead();
        }

        @Override
        public Duration lateness() {
            return stream.lateness();
        }

        @Override
        public long readsOf(TimeWindow horizon) {
            return stream.readsOf(horizon);
        }

        @Override
        public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
            return stream.arrivals(since, horizon);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            Counting counting = new Counting(sink, window);
            StreamCompleteness told = items.takenBy(
                    item -> counting.setAside(record(name(), item, window.from())),
                    () -> stream.read(window, counting));
            return counting.tell(told);
        }
    }

    private record Revised(RevisedStream stream, UnreadableItems items) implements RevisedStream {

        @Override
        public String name() {
            return stream.name();
        }

        @Override
        public Tier tier() {
            return stream.tier();
        }

        @Override
        public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
            return stream.plan(horizon, every);
        }

        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            Counting counting = new Counting(sink, null);
            // Not the horizon's beginning, which moves on: the same record must stay the same.
            Revisions read = items.takenBy(
                    item -> counting.setAside(record(name(), item, Instant.EPOCH)),
                    () -> stream.read(cursor, horizon, counting));
            return new Revisions(read.cursor(), read.more(), counting.tell(read.completeness()));
        }

        /** What cannot be read exists all the same; if it does not tell its id, nobody can say what is missing. */
        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            List<@Nullable String> unread = new ArrayList<>();
            Optional<Set<String>> listed = items.takenBy(item -> unread.add(item.id()), () -> stream.census(horizon));
            if (listed.isEmpty() || unread.isEmpty()) {
                return listed;
            }
            Set<String> all = new HashSet<>(listed.get());
            for (String id : unread) {
                if (id == null) {
                    return Optional.empty();
                }
                all.add(id);
            }
            return Optional.of(all);
        }

        @Override
        public Departures departures(Set<String> missing) {
            return stream.departures(missing);
        }
    }

    private static SetAside record(String stream, UnreadableItem item, Instant otherwise) {
        String id = item.id() != null
                ? item.id()
                : item.operation() + " " + item.pointer() + " "
                        + Integer.toHexString(item.excerpt().hashCode());
        return new SetAside(
                stream,
                id,
                item.time() == null ? otherwise : item.time(),
                item.operation() + ": " + item.reason(),
                item.excerpt());
    }

    /** Counts what is set aside, and keeps its time within the window that is read. */
    private static final class Counting implements TelemetrySink {

        private final TelemetrySink sink;
        private final @Nullable TimeWindow window;
        private final Set<String> ids = new HashSet<>();
        private @Nullable SetAside example;

        Counting(TelemetrySink sink, @Nullable TimeWindow window) {
            this.sink = sink;
            this.window = window;
        }

        @Override
        public void entity(Entity entity) {
            sink.entity(entity);
        }

        @Override
        public void series(Series series) {
            sink.series(series);
        }

        @Override
        public void event(Event event) {
            sink.event(event);
        }

        @Override
        public void dependency(Dependency dependency) {
            sink.dependency(dependency);
        }

        @Override
        public void setAside(SetAside record) {
            SetAside kept = window == null || window.contains(record.time())
                    ? record
                    : new SetAside(record.stream(), record.vendorId(), window.from(), record.reason(), record.record());
            sink.setAside(kept);
            ids.add(kept.vendorId());
            example = example == null ? kept : example;
        }

        StreamCompleteness tell(StreamCompleteness told) {
            return example == null
                    ? told
                    : told.withNote((ids.size() == 1 ? "a record" : ids.size() + " records")
                            + " could not be understood and set aside, for example " + example.vendorId() + ": "
                            + example.reason());
        }
    }
}
