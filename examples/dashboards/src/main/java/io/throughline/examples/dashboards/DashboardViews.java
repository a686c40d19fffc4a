package io.throughline.examples.dashboards;

import io.throughline.core.view.View;
import io.throughline.examples.dashboards.view.IncidentListView;
import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.PerformanceView;
import io.throughline.examples.dashboards.view.ProductView;

/** The kinds of views and what their scopes are. */
final class DashboardViews {

    /** Scope: the product. */
    static final View<ProductView> PRODUCT = new View<>("product", 1, ProductView.class);

    /** Scope: the product. */
    static final View<IncidentListView> INCIDENTS = new View<>("incidents", 1, IncidentListView.class);

    /** Scope: {@code product/service}, or the product as a whole. */
    static final View<PerformanceView> PERFORMANCE = new View<>("performance", 1, PerformanceView.class);

    /** Scope: the incident's id. */
    static final View<IncidentView> INCIDENT = new View<>("incident", 1, IncidentView.class);

    private DashboardViews() {}
}
