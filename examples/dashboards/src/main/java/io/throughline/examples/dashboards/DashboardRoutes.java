package io.throughline.examples.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.throughline.core.view.View;
import io.throughline.core.view.Views;
import io.throughline.core.view.Views.Materialized;
import io.throughline.examples.dashboards.web.Assets;
import io.throughline.examples.dashboards.web.RequestGuard;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be asked for: pages, the same views as JSON, and the files that belong to the pages. */
final class DashboardRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);

    private static final Map<String, View<?>> BY_NAME = Stream.of(
                    DashboardViews.PRODUCT,
                    DashboardViews.INCIDENTS,
                    DashboardViews.PERFORMANCE,
                    DashboardViews.INCIDENT)
            .collect(Collectors.toUnmodifiableMap(View::name, view -> view));

    private final RequestGuard guard = new RequestGuard();
    private final Assets assets = new Assets();
    private final Views views;
    private final DashboardPages pages;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    DashboardRoutes(Views views, Clock clock) {
        this.views = views;
        this.pages = new DashboardPages(views, assets, clock);
    }

    void register(RoutesConfig routes) {
        routes.before(guard::protect);
        routes.before(guard::admit);
        routes.get("/", request -> page(request, Optional.of(pages.overview())));
        routes.get("/performance/{product}", request -> page(request, pages.performance(request.pathParam("product"))));
        routes.get(
                "/performance/{product}/{service}",
                request -> page(
                        request, pages.performance(request.pathParam("product") + "/" + request.pathParam("service"))));
        routes.get("/incidents/<id>", request -> page(request, pages.incident(request.pathParam("id"))));
        routes.get("/api/views/{name}", this::scopes);
        routes.get("/api/views/{name}/<scope>", this::view);
        routes.get("/assets/<name>", this::asset);
        routes.error(404, this::notFound);
        routes.exception(Exception.class, this::failed);
    }

    private static void page(Context request, Optional<String> html) {
        if (html.isPresent()) {
            html(request, html.get());
        } else {
            request.status(HttpStatus.NOT_FOUND);
        }
    }

    private static void html(Context request, String html) {
        request.contentType("text/html; charset=utf-8").result(html);
    }

    private void scopes(Context request) throws JsonProcessingException {
        View<?> view = BY_NAME.get(request.pathParam("name"));
        if (view == null) {
            request.status(HttpStatus.NOT_FOUND);
        } else {
            request.contentType("application/json; charset=utf-8").result(json.writeValueAsString(views.scopes(view)));
        }
    }

    private void view(Context request) throws JsonProcessingException {
        View<?> view = BY_NAME.get(request.pathParam("name"));
        Optional<? extends Materialized<?>> found =
                view == null ? Optional.empty() : views.read(view, request.pathParam("scope"));
        if (found.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND);
            return;
        }
        String tag = '"' + found.get().inputs() + '"';
        request.header("ETag", tag);
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(HttpStatus.NOT_MODIFIED);
        } else {
            request.contentType("application/json; charset=utf-8")
                    .result(json.writeValueAsString(found.get().value()));
        }
    }

    private void asset(Context request) {
        Optional<Assets.Asset> asset = assets.find(request.pathParam("name"));
        if (asset.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND);
            return;
        }
        if (request.queryParam("v") != null) {
            request.header("Cache-Control", "public, max-age=31536000, immutable");
        }
        request.contentType(asset.get().type()).result(asset.get().bytes());
    }

    private void notFound(Context request) {
        if (request.path().startsWith("/api/")) {
            request.contentType("application/json; charset=utf-8").result("{\"error\":\"no such view\"}");
        } else if (request.path().startsWith("/assets/")) {
            request.contentType("text/plain; charset=utf-8").result("no such file\n");
        } else {
            html(request, pages.message("There is no such page", "It may have been an incident of another store."));
        }
    }

    private void failed(Exception problem, Context request) {
        LOG.error("{} {} failed", request.method(), request.path(), problem);
        // No template here: it may be what failed.
        request.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .contentType("text/plain; charset=utf-8")
                .result(
                        "This could not be put together. What went wrong is in the log of the process that serves it.\n");
    }
}
