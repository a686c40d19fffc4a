package io.throughline.core.source;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;

/** A fifth source, as small as one can be: the log of a thermometer. */
final class Thermometer implements TelemetrySource {

    private static final SeriesKey KEY = SeriesKey.of(
            new EntityId("thermometer", "room", "attic"), "temperature", new Unit("Cel"), SeriesKind.GAUGE);

    /** The thermometer itself: degrees by instant. */
    interface Log {
        /** Returns what was measured in a window. */
        NavigableMap<Instant, Double> read(TimeWindow window);
    }

    private final Log log;
    private final StreamGate gate = new StreamGate("thermometer");
    private final List<TelemetryStream> streams = gate.guard(List.of(new Readings()));

    Thermometer(Log log) {
        this.log = log;
    }

    @Override
    public String id() {
        return "thermometer";
    }

    @Override
    public List<TelemetryStream> streams() {
        return streams;
    }

    @Override
    public List<CheckResult> check() {
        try {
            log.read(TimeWindow.onGrid(Instant.EPOCH, Duration.ofHours(1)));
            return List.of(new CheckResult(id(), "read the log", CheckResult.Outcome.WORKS, "answers", null));
        } catch (ThroughlineException e) {
            boolean refused = e.category() == Category.CREDENTIALS;
            return List.of(new CheckResult(
                    id(),
                    "read the log",
                    refused ? CheckResult.Outcome.UNAUTHENTICATED : CheckResult.Outcome.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "plug it in"));
        }
    }

    @Override
    public void close() {
        gate.close();
    }

    /** Its readings by the hour; what is late is at most an hour late. */
    private final class Readings implements MeasuredStream {

        @Override
        public String name() {
            return "thermometer/readings";
        }

        @Override
        public Duration grid() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration longestRead() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration lateness() {
            return Duration.ofHours(1);
        }

        @Override
        public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
            NavigableMap<Instant, Double> degrees = log.read(window);
            sink.series(NumberSeries.of(
                    KEY,
                    Duration.ofMinutes(10),
                    degrees.keySet().stream().mapToLong(Instant::toEpochMilli).toArray(),
                    degrees.values().stream().mapToDouble(Double::doubleValue).toArray()));
            return StreamCompleteness.complete(name(), window.to());
        }
    }
}
