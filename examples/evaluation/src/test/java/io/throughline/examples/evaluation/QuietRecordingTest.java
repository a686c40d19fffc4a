package io.throughline.examples.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.detect.Episode;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recording's fault-free days as whoever is on call would have seen them: looked at every six hours from the first, when
 * nothing was known yet, to the last.
 */
class QuietRecordingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Duration RECORDED = Duration.ofHours(73);
    private static final Duration FOCUS = Duration.ofHours(6);
    private static final Duration MONTH = Duration.ofDays(30);
    /** Instants of changes and onsets are known to a step. */
    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void theFaultFreeDaysHaveNoIncidentAndLessThanOneFalseAlarmInASeriesMonth(
            @TempDir Path folder, TestReporter reporter) {
        Map<String, Episode> alarms = new TreeMap<>();
        Map<String, Episode> duringDeployments = new TreeMap<>();
        double seriesMonths = 0;
        try (Tenant tenant = Tenant.start(TenantConfig.builder("quiet", NOW).build())) {
            Instant end = tenant.replayedEnd();
            Clock clock = Clock.offset(
                    Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), end));
            try (Throughline throughline =
                    Throughline.open(ThroughlineConfig.load(tenant.configuration(folder)), clock)) {
                Duration history = throughline.config().history();
                throughline.sync(SyncRequest.of(TimeWindow.endingAt(end, history)), SyncListener.none());
                String product = throughline.config().products().get(0).name();
                for (long k = RECORDED.dividedBy(FOCUS) - 1; k >= 0; k--) {
                    TimeWindow focus = TimeWindow.endingAt(end.minus(FOCUS.multipliedBy(k)), FOCUS);
                    TelemetryWindow window = throughline.window(product, focus);
                    CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
                    assertThat(report.incidents()).as("incidents of " + focus).isEmpty();
                    seriesMonths += report.tested().seriesTested() * FOCUS.toMinutes() / (double) MONTH.toMinutes();
                    for (Episode episode : report.episodes()) {
                        boolean deployed = beginsDuringOneOf(deployments(window), episode);
                        (deployed ? duringDeployments : alarms).putIfAbsent(episode.id(), episode);
                    }
                }
            }
        }
        reporter.publishEntry(Map.of(
                "series-months", String.valueOf(seriesMonths),
                "episodes", String.valueOf(alarms.size()),
                "episodes that a deployment began with", String.valueOf(duringDeployments.size())));
        assertThat(seriesMonths).isGreaterThan(10);
        assertThat(alarms.size() / seriesMonths)
                .as("episodes in a series-month: " + alarms.values())
                .isLessThan(1);
    }

    private static List<Change> deployments(TelemetryWindow window) {
        return window.events().stream()
                .filter(Change.class::isInstance)
                .map(Change.class::cast)
                .filter(change -> change.type() == Change.Type.DEPLOYMENT)
                .toList();
    }

    private static boolean beginsDuringOneOf(List<Change> deployments, Episode episode) {
        return deployments.stream().anyMatch(deployment -> {
            Instant from = deployment.header().start().minus(STEP);
            Instant to = deployment.header().end().plus(STEP);
            return !episode.onset().isBefore(from) && !episode.onset().isAfter(to);
        });
    }
}
