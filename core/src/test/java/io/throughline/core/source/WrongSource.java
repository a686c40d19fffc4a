package io.throughline.core.source;

import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source that does what a right one does, but for what a test overrides. */
class WrongSource implements TelemetrySource {

    final TelemetrySource right;

    WrongSource(TelemetrySource right) {
        this.right = right;
    }

    StreamCompleteness measured(MeasuredStream stream, TimeWindow window, TelemetrySink sink) {
        return stream.read(window, sink);
    }

    List<TimeWindow> arrivals(MeasuredStream stream, Instant since, TimeWindow horizon) {
        return stream.arrivals(since, horizon);
    }

    Revisions revised(RevisedStream stream, @Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        return stream.read(cursor, horizon, sink);
    }

    Optional<Set<String>> census(RevisedStream stream, TimeWindow horizon) {
        return stream.census(horizon);
    }

    @Override
    public String id() {
        return right.id();
    }

    @Override
    public List<TelemetryStream> streams() {
        return right.streams().stream()
                .map(stream -> stream instanceof MeasuredStream measured
                        ? (TelemetryStream) new Measured(measured)
                        : new Revised((RevisedStream) stream))
                .toList();
    }

    @Override
    public List<CheckResult> check() {
        return right.check();
    }

    @Override
    public void close() {
        right.close();
    }

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
        public List<TimeWindow> arrivals(Instant since, TimeWindow horizon) {
            return WrongSource.this.arrivals(stream, since, horizon);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            return measured(stream, window, sink);
        }
    }

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
        public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
            return revised(stream, cursor, horizon, sink);
        }

        @Override
        public Optional<Set<String>> census(TimeWindow horizon) {
            return WrongSource.this.census(stream, horizon);
        }
    }
}
