package io.throughline.examples.cli;

import io.throughline.core.config.Product;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Throughline;
import io.throughline.examples.dashboards.DashboardMaterializer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Correlates every product over a focus and materializes its dashboards. */
final class Refresh {

    private final Throughline throughline;
    private final DashboardMaterializer dashboards;

    Refresh(Throughline throughline, Clock clock) {
        this.throughline = throughline;
        this.dashboards = new DashboardMaterializer(throughline.views(), clock);
    }

    /** Returns the reports by product, in the order of the configuration. */
    Map<String, CorrelationReport> over(TimeWindow focus) {
        Map<String, CorrelationReport> reports = new LinkedHashMap<>();
        for (Product product : throughline.config().products()) {
            TelemetryWindow window = throughline.window(product.name(), focus);
            CorrelationReport report = throughline.analyze(window);
            dashboards.refresh(window, report, product.name());
            reports.put(product.name(), report);
        }
        return reports;
    }
}
