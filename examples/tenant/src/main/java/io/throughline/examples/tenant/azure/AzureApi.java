package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.Tokens.Audience;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Routes;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;

/** The routes of Entra, Resource Manager, Log Analytics and the metrics data plane. */
public final class AzureApi {

    private final Tokens tokens;
    private final LogsApi logs;
    private final MetricsApi metrics;
    private final ResourceGraphApi graph;
    private final AlertsApi alerts;
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
        Inventory inventory = Inventory.of(recording.manifest(), database);
        this.recording = recording;
        this.tokens = new Tokens(access);
        this.logs = new LogsApi(recording.manifest(), replay, database, throttle, logRowLimit);
        this.metrics = new MetricsApi(recording.manifest(), replay, database, inventory, throttle);
        this.graph = new ResourceGraphApi(recording.manifest(), replay, database, inventory, throttle);
        this.alerts = new AlertsApi(recording.manifest(), replay, RecordedAlert.of(recording));
    }

    /** Returns the routes. */
    public Routes routes() {
        String subscription = "/subscriptions/{subscription}";
        return Routes.ignoringCase(AzureErrors::noSuchPath, AzureErrors::wrongMethod)
                .post("/{tenant}/oauth2/v2.0/token", tokens::issue)
                .get(
                        "/{tenant}/v2.0/.well-known/openid-configuration",
                        request -> tokens.discovery(self(request), request.segment("tenant")))
                .get("/common/discovery/instance", request -> tokens.instances(self(request)))
                .post("/v1/workspaces/{workspace}/query", checked(Audience.LOGS, logs::query))
                .post(subscription + "/metrics:getBatch", checked(Audience.METRICS, metrics::batch))
                .post("/providers/Microsoft.ResourceGraph/resources", checked(Audience.RESOURCE_MANAGER, graph::query))
                .get(
                        subscription + "/providers/Microsoft.AlertsManagement/alerts",
                        checked(Audience.RESOURCE_MANAGER, request -> alerts.list(request, self(request))))
                .get(
                        subscription,
                        checked(Audience.RESOURCE_MANAGER, request -> Subscriptions.get(request, recording.manifest())))
                .get(
                        "/subscriptions",
                        checked(Audience.RESOURCE_MANAGER, request -> Subscriptions.list(recording.manifest())))
                .get(
                        "/{resource*}/providers/Microsoft.Insights/metricDefinitions",
                        checked(Audience.RESOURCE_MANAGER, metrics::definitions));
    }

    /** Returns what is answered when a handler fails. */
    public static WireResponse failure() {
        return AzureErrors.error(500, "InternalServerError", "The server has met an unexpected condition.");
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
