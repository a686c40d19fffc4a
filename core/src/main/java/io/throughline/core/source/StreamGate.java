package io.throughline.core.source;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the streams of a source from being read once it is closed: reads that begin later fail, those under way fail with
 * the next record. For sources that hold nothing else that closing would take away. Thread-safe.
 */
public final class StreamGate implements AutoCloseable {

    private final String source;
    private volatile boolean closed;

    /** Creates an open gate for the source of an id. */
    public StreamGate(String source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Returns the streams behind the gate, in the same order; they do what the given ones do until it is closed. */
    public List<TelemetryStream> guard(List<? extends TelemetryStream> streams) {
        return streams.stream().map(this::guard).toList();
    }

    private TelemetryStream guard(TelemetryStream stream) {
        return stream instanceof MeasuredStream measured ? new Measured(measured) : new Revised((RevisedStream) stream);
    }

    /** Closes the gate. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen(TelemetryStream stream) {
        if (closed) {
            throw new IllegalStateException(
                    "the source " + source + " is closed: open another one to read " + stream.name());
        }
    }

    /** A measured stream behind the gate. */
    private final class Measured implements MeasuredStream {
        private final MeasuredStream stream;

        private Measured(MeasuredStream stream) {
            this.stream = stream;
        }

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
            requireOpen(stream);
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
            requireOpen(stream);
            return stream.arrivals(since, horizon);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            requireOpen(stream);
            return stream.read(window, new Sink(stream, sink));
        }

        @Override
        public String toString() {
            return stream.toString();
        }
    }

    /** A revised stream behind the gate. */
    private final class Revised implements RevisedStream {
        private final RevisedStream stream;

        private Revised(RevisedStream stream) {
            this.stream = stream;
        }

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
            requireOpen(stream);
            return stream.plan(horizon, every);
        }

        @Override
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            requireOpen(stream);
            return stream.read(cursor, horizon, new Sink(stream, sink));
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            requireOpen(stream);
            return stream.census(horizon);
        }

        @Override
        public Departures departures(Set<String> missing) {
            requireOpen(stream);
            return stream.departures(missing);
        }

        @Override
        public String toString() {
            return stream.toString();
        }
    }

    /** A sink that takes nothing once the gate is closed. */
    private final class Sink implements TelemetrySink {
        private final TelemetryStream stream;
        private final TelemetrySink sink;

        private Sink(TelemetryStream stream, TelemetrySink sink) {
            this.stream = stream;
            this.sink = sink;
        }

        @Override
        public void entity(Entity entity) {
            requireOpen(stream);
            sink.entity(entity);
        }

        @Override
        public void series(Series series) {
            requireOpen(stream);
            sink.series(series);
        }

        @Override
        public void event(Event event) {
            requireOpen(stream);
            sink.event(event);
        }

        @Override
        public void dependency(Dependency dependency) {
            requireOpen(stream);
            sink.dependency(dependency);
        }

        @Override
        public void setAside(SetAside record) {
            requireOpen(stream);
            sink.setAside(record);
        }
    }
}
