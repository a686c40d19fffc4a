package io.throughline.examples.dashboards;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.throughline.core.view.Views;
import io.throughline.core.view.Views.Materialized;
import io.throughline.examples.dashboards.view.IncidentListView;
import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.PerformanceView;
import io.throughline.examples.dashboards.view.ProductView;
import io.throughline.examples.dashboards.web.Assets;
import io.throughline.examples.dashboards.web.MapDrawing;
import io.throughline.examples.dashboards.web.PageFrame;
import io.throughline.examples.dashboards.web.Show;
import io.throughline.examples.dashboards.web.TimelineDrawing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views as pages. */
final class DashboardPages {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Views views;
    private final Assets assets;
    private final Clock clock;

    DashboardPages(Views views, Assets assets, Clock clock) {
        this.views = views;
        this.assets = assets;
        this.clock = clock;
    }

    String overview() {
        List<ProductView> products = new ArrayList<>();
        List<IncidentListView> incidents = new ArrayList<>();
        for (String product : views.scopes(DashboardViews.PRODUCT)) {
            views.read(DashboardViews.PRODUCT, product).map(Materialized::value).ifPresent(products::add);
            views.read(DashboardViews.INCIDENTS, product)
                    .map(Materialized::value)
                    .ifPresent(incidents::add);
        }
        PageFrame frame = PageFrame.without(assets, clock.instant());
        return render("overview.jte", Map.of("frame", frame, "products", products, "incidents", incidents));
    }

    Optional<String> performance(String key) {
        return views.read(DashboardViews.PERFORMANCE, key).map(found -> {
            PerformanceView view = found.value();
            PageFrame frame = frame(found, view.computedAt(), "performance/" + Show.path(key));
            return render("performance.jte", Map.of("frame", frame, "view", view));
        });
    }

    Optional<String> incident(String id) {
        return views.read(DashboardViews.INCIDENT, id).map(found -> {
            IncidentView view = found.value();
            PageFrame frame = frame(found, view.computedAt(), "incident/" + Show.path(id));
            return render(
                    "incident.jte",
                    Map.of(
                            "frame",
                            frame,
                            "view",
                            view,
                            "drawing",
                            TimelineDrawing.of(view),
                            "map",
                            MapDrawing.of(view.map()),
                            "current",
                            isCurrent(view)));
        });
    }

    /** Tells whether the latest analysis of the product still has the incident. */
    private boolean isCurrent(IncidentView view) {
        return views.read(DashboardViews.INCIDENTS, view.product())
                .map(list -> list.value().incidents().stream()
                        .anyMatch(incident -> incident.id().equals(view.id())))
                .orElse(false);
    }

    String message(String title, String text) {
        return render(
                "message.jte",
                Map.of("frame", PageFrame.without(assets, clock.instant()), "title", title, "text", text));
    }

    private PageFrame frame(Materialized<?> found, Instant computedAt, String path) {
        return new PageFrame(assets, clock.instant(), found.asOf(), computedAt, found.inputs(), "/api/views/" + path);
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput html = new StringOutput(32 * 1024);
        templates.render(template, parameters, html);
        return html.toString();
    }
}
