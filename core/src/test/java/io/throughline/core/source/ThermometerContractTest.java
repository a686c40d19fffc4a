package io.throughline.core.source;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TelemetrySourceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Somebody's own source, proven by one subclass; CONTRIBUTING.md shows it. */
class ThermometerContractTest extends TelemetrySourceContract {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TreeMap<Instant, Double> degrees = new TreeMap<>();

    ThermometerContractTest() {
        for (int reading = 1; reading <= 72; reading++) {
            degrees.put(NOON.minus(Duration.ofMinutes(10L * reading)), 20 + Math.sin(reading));
        }
    }

    @Override
    protected TelemetrySource open() {
        return new Thermometer(window -> new TreeMap<>(degrees.subMap(window.from(), true, window.to(), false)));
    }

    @Override
    protected TimeWindow horizon() {
        return TimeWindow.endingAt(NOON, Duration.ofHours(12));
    }

    @Override
    protected TelemetrySource openFailing() {
        return new Thermometer(window -> {
            throw new ThroughlineException(Category.NETWORK, "the thermometer does not answer: plug it in", null);
        });
    }

    @Override
    protected void moreArrives() {
        degrees.put(NOON.minus(Duration.ofMinutes(45)), 25.0);
    }
}
