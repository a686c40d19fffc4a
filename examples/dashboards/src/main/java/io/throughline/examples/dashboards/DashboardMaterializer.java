package io.throughline.examples.dashboards;

import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.core.view.Views;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.examples.dashboards.compute.ProductDashboards;
import io.throughline.examples.dashboards.view.PerformanceView;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps the dashboards of a product ready: computes them when what they show has changed, not when someone looks.
 * Thread-safe as the store is.
 */
public final class DashboardMaterializer {

    private final Views views;
    private final Clock clock;

    /**
     * Makes a materializer.
     *
     * @param views where the dashboards are kept
     * @param clock tells when they were computed, and nothing else
     */
    public DashboardMaterializer(Views views, Clock clock) {
        this.views = Objects.requireNonNull(views, "views");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Computes the dashboards of a product anew if their inputs changed.
     *
     * @param window what was read of the product
     * @param report what the engine concluded about this very window
     * @param product the product's name in the configuration
     * @throws IllegalArgumentException if the report is about another time than the window
     */
    public DashboardRefresh refresh(TelemetryWindow window, CorrelationReport report, String product) {
        ProductDashboards dashboards = new ProductDashboards(window, report, product);
        String inputs = dashboards.inputs();
        Instant asOf = window.focus().to();
        Instant computedAt = clock.instant();
        int computed = 0;

        Map<String, PerformanceView> performances = new LinkedHashMap<>();
        for (String key : dashboards.performanceKeys()) {
            computed += count(views.refresh(
                    DashboardViews.PERFORMANCE,
                    key,
                    inputs,
                    asOf,
                    () -> performances.computeIfAbsent(key, k -> dashboards.performance(k, computedAt))));
        }
        for (Incident incident : report.incidents()) {
            computed += count(views.refresh(
                    DashboardViews.INCIDENT,
                    incident.id(),
                    inputs,
                    asOf,
                    () -> dashboards.incident(incident, computedAt)));
        }
        // The overviews come last: what they link to is there.
        computed += count(views.refresh(DashboardViews.PRODUCT, product, inputs, asOf, () -> {
            List<PerformanceView> all = dashboards.performanceKeys().stream()
                    .map(key -> performances.computeIfAbsent(key, k -> dashboards.performance(k, computedAt)))
                    .toList();
            return dashboards.product(all, computedAt);
        }));
        computed += count(
                views.refresh(DashboardViews.INCIDENTS, product, inputs, asOf, () -> dashboards.incidents(computedAt)));
        return new DashboardRefresh(
                computed, report.incidents().stream().map(Incident::id).toList());
    }

    private static int count(boolean computed) {
        return computed ? 1 : 0;
    }
}
