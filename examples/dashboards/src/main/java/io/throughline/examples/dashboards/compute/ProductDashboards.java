package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.examples.dashboards.view.EpisodeRow;
import io.throughline.examples.dashboards.view.IncidentListView;
import io.throughline.examples.dashboards.view.IncidentSummary;
import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.Line;
import io.throughline.examples.dashboards.view.PerformanceView;
import io.throughline.examples.dashboards.view.ProductView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The views of one product, computed from a window and what the engine concluded about it. Immutable; pure. */
public final class ProductDashboards {

    private final Shown shown;
    private final CorrelationReport report;
    private final String product;
    private final Names names;
    private final List<Scope> scopes;

    /**
     * Prepares the views of a product.
     *
     * @param window the product's window
     * @param report what the engine concluded about the same window
     * @param product the product's name in the configuration
     */
    public ProductDashboards(TelemetryWindow window, CorrelationReport report, String product) {
        this.report = Objects.requireNonNull(report, "report");
        this.product = Objects.requireNonNull(product, "product");
        if (!report.focus().equals(window.focus())) {
            throw new IllegalArgumentException(
                    "the report is about " + report.focus() + ", but the window's focus is " + window.focus());
        }
        this.shown = Shown.of(window);
        this.names = new Names(window);
        this.scopes = Scope.of(shown.window(), product);
    }

    /** Returns a digest of all that the views are computed from. */
    public String inputs() {
        return InputDigest.of(shown.window(), report, product);
    }

    /** Returns the keys of the performance views: the product, then {@code product/service} for each service. */
    public List<String> performanceKeys() {
        return scopes.stream().map(Scope::key).toList();
    }

    /** Computes a performance view. */
    public PerformanceView performance(String key, Instant computedAt) {
        return new PerformancePages(shown, report, names).of(scope(key), computedAt);
    }

    /** Computes the list of incidents. */
    public IncidentListView incidents(Instant computedAt) {
        Findings findings = new Findings(
                names, KeySignals.of(report.episodes(), shown.window().memberships()), report.incidents());
        List<IncidentSummary> newestFirst = report.incidents().stream()
                .sorted(Comparator.reverseOrder())
                .map(findings::summary)
                .toList();
        return new IncidentListView(
                product,
                report.focus().from(),
                report.focus().to(),
                newestFirst,
                Findings.tested(report),
                new Sources(shown.window()).notes(),
                computedAt);
    }

    /** Computes the view of one of the report's incidents. */
    public IncidentView incident(Incident incident, Instant computedAt) {
        return new IncidentPages(shown, report, product, names).of(incident, computedAt);
    }

    /** Computes the product's services at a glance from their performance views. */
    public ProductView product(List<PerformanceView> performances, Instant computedAt) {
        return new ProductView(
                product,
                report.focus().from(),
                report.focus().to(),
                performances.stream().map(this::row).toList(),
                new Sources(shown.window()).notes(),
                computedAt);
    }

    private ProductView.ServiceRow row(PerformanceView view) {
        List<@Nullable Double> p95 = view.panels().stream()
                .flatMap(panel -> panel.lines().stream())
                .filter(line -> line.id().equals("p95"))
                .map(Line::values)
                .findFirst()
                .orElse(List.of());
        boolean learning = !view.learning().isEmpty() && view.episodes().isEmpty();
        return new ProductView.ServiceRow(
                view.service(),
                view.tiles(),
                p95,
                view.episodes().size(),
                view.episodes().stream().anyMatch(EpisodeRow::ofIncident),
                learning);
    }

    private Scope scope(String key) {
        return scopes.stream()
                .filter(scope -> scope.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service '" + key + "' in " + performanceKeys()));
    }
}
