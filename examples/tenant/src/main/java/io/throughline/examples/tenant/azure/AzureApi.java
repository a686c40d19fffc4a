package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.Tokens.Audience;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Routes;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.List;

/** The routes of Entra, Resource Manager, Log Analytics and the metrics data plane. */
public final class AzureApi {

    private static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    private static final String ALERT = "/{scope*}/providers/Microsoft.AlertsManagement/alerts/{alert}";

    private final Tokens tokens;
    private final LogsApi logs;
    private final MetricsApi metrics;
    private final ResourceGraphApi graph;
    private final AlertsApi alerts;
    private final ActivityApi activity;
    private final HealthApi health;
    private final AdvisorApi advisor;
    private final CostApi cost;
    private final Recording recording;

    /**
     * Creates the API.
     *
     * @param logRowLimit how many rows a log query may answer before it is cut
     */
    public AzureApi(
            Recording recording,
            Replay replay,
            RecordingDatabase database,
            AzureAccess access,
            Throttle throttle,
            int logRowLimit) {
        Manifest manifest = recording.manifest();
        Inventory inventory = Inventory.of(manifest, database);
        List<ActivityLog.Entry> entries = ActivityLog.of(recording);
        ComputedTables tables = new ComputedTables(manifest, database, entries);
        PriceList prices = PriceList.read();
        this.recording = recording;
        this.tokens = new Tokens(access);
        this.logs = new LogsApi(manifest, replay, database, tables, throttle, logRowLimit);
        this.metrics = new MetricsApi(manifest, replay, database, inventory, throttle);
        this.alerts = new AlertsApi(manifest, replay, inventory, RecordedAlert.of(recording), access.clientId());
        this.activity = new ActivityApi(manifest, replay, entries);
        this.health = new HealthApi(manifest, replay, database, inventory);
        this.advisor = new AdvisorApi(manifest, replay, database, inventory, prices);
        Bill bill = new Bill(manifest, replay, database, tables, inventory, prices);
        this.cost = new CostApi(manifest, replay, inventory, bill, throttle);
        GraphTables graphTables = new GraphTables(manifest, inventory, prices, health, alerts, advisor);
        this.graph = new ResourceGraphApi(manifest, replay, database, graphTables, throttle);
    }

    /** Returns the routes. */
    public Routes routes() {
        Routes routes = Routes.ignoringCase(AzureErrors::noSuchPath, AzureErrors::wrongMethod)
                .post("/{tenant}/oauth2/v2.0/token", tokens::issue)
                .get(
                        "/{tenant}/v2.0/.well-known/openid-configuration",
                        request -> tokens.discovery(self(request), request.segment("tenant")))
                .get("/common/discovery/instance", request -> tokens.instances(self(request)))
                .post("/v1/workspaces/{workspace}/query", checked(Audience.LOGS, logs::query))
                .get("/v1/workspaces/{workspace}/query", checked(Audience.LOGS, logs::query))
                .get("/v1/workspaces/{workspace}/metadata", checked(Audience.LOGS, logs::metadata))
                .post("/v1/$batch", checked(Audience.LOGS, logs::batch))
                .post(SUBSCRIPTION + "/metrics:getBatch", checked(Audience.METRICS, metrics::batch));
        manager(routes);
        return routes;
    }

    /** Resource Manager. */
    private void manager(Routes routes) {
        Manifest manifest = recording.manifest();
        routes.post("/providers/Microsoft.ResourceGraph/resources", manager(graph::query))
                .get(
                        "/providers/Microsoft.Management/managementGroups",
                        manager(request -> ManagementGroups.list(request, self(request), manifest)))
                .get(
                        "/providers/Microsoft.Management/managementGroups/{group}",
                        manager(request -> ManagementGroups.get(request, manifest)))
                .get(
                        "/{scope*}/providers/Microsoft.AlertsManagement/alerts",
                        manager(request -> alerts.list(request, self(request))))
                .get("/{scope*}/providers/Microsoft.AlertsManagement/alertsSummary", manager(alerts::summary))
                .get(ALERT, manager(alerts::get))
                .get(ALERT + "/history", manager(alerts::history))
                .post(ALERT + "/changestate", manager(alerts::changeState))
                .get(
                        SUBSCRIPTION + "/providers/Microsoft.Insights/eventtypes/management/values",
                        manager(request -> activity.list(request, self(request))))
                .get(
                        SUBSCRIPTION + "/providers/Microsoft.Insights/activityLogAlerts",
                        manager(request -> activity.alertRules(request, self(request))))
                .get(
                        "/{scope*}/providers/Microsoft.ResourceHealth/availabilityStatuses",
                        manager(request -> health.list(request, self(request))))
                .get(
                        "/{scope*}/providers/Microsoft.ResourceHealth/availabilityStatuses/current",
                        manager(health::current))
                .get(
                        "/{scope*}/providers/Microsoft.ResourceHealth/events",
                        manager(request -> health.events(request, self(request))))
                .get(
                        "/{scope*}/providers/Microsoft.Advisor/recommendations",
                        manager(request -> advisor.list(request, self(request))))
                .post(
                        "/{scope*}/providers/Microsoft.CostManagement/query",
                        manager(request -> cost.query(request, self(request))))
                .post("/{scope*}/providers/Microsoft.CostManagement/forecast", manager(cost::forecast))
                .get(
                        "/{scope*}/providers/Microsoft.Consumption/budgets",
                        manager(request -> cost.budgets(request, self(request))))
                .get("/{resource*}/providers/Microsoft.Insights/metricDefinitions", manager(metrics::definitions))
                .get("/{resource*}/providers/Microsoft.Insights/metricNamespaces", manager(metrics::namespaces))
                .get("/{resource*}/providers/Microsoft.Insights/metrics", manager(metrics::single))
                .get(SUBSCRIPTION, manager(request -> Subscriptions.get(request, manifest)))
                .get("/subscriptions", manager(request -> Subscriptions.list(manifest)));
    }

    /** Returns what is answered when a handler fails. */
    public static WireResponse failure() {
        return AzureErrors.error(500, "InternalServerError", "The server has met an unexpected condition.");
    }

    private Routes.Handler manager(Routes.Handler handler) {
        return checked(Audience.RESOURCE_MANAGER, handler);
    }

    private Routes.Handler checked(Audience audience, Routes.Handler handler) {
        return request -> {
            tokens.check(request, audience);
            return handler.answer(request);
        };
    }

    private static String self(WireRequest request) {
        return "https://" + request.header("Host").orElse("localhost");
    }
}
