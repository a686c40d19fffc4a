package io.throughline.examples.evaluation;

import io.throughline.core.config.Product;
import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationConfig;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Throughline;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One recording, replayed by the built-in tenant and read with the code and configuration of production.
 *
 * @param sync what the sync did
 * @param window what was read for it
 * @param report what the engine concluded about the last six hours
 * @param shift by how much the recorded times were moved; add it to a recorded instant to find it in the report
 */
public record RecordedRun(SyncReport sync, TelemetryWindow window, CorrelationReport report, Duration shift) {

    private static final Duration FOCUS = Duration.ofHours(6);

    /** Returns the same run as the engine concludes with other settings. */
    RecordedRun with(CorrelationConfig settings) {
        return new RecordedRun(sync, window, CorrelationEngine.of(settings).analyze(window), shift);
    }

    /**
     * Replays a recording to its end.
     *
     * @param recording its id: such as {@code database} or {@code quiet}; an unknown one is refused with the list
     * @param at the recording is moved by whole days to the latest that puts its end not after this
     * @param folder for configuration and store; left as they are
     */
    public static RecordedRun of(String recording, Instant at, Path folder) {
        try (Tenant tenant = Tenant.start(TenantConfig.builder(recording, at).build())) {
            Instant end = tenant.replayedEnd();
            Clock clock = Clock.offset(
                    Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), end));
            try (Throughline throughline =
                    Throughline.open(ThroughlineConfig.load(tenant.configuration(folder)), clock)) {
                Duration history = throughline.config().history();
                SyncReport sync =
                        throughline.sync(SyncRequest.of(TimeWindow.endingAt(end, history)), SyncListener.none());
                Product product = throughline.config().products().get(0);
                TelemetryWindow window = throughline.window(product.name(), TimeWindow.endingAt(end, FOCUS));
                return new RecordedRun(sync, window, throughline.analyze(window), tenant.shift());
            }
        }
    }
}
