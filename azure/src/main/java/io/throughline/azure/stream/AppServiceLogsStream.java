package io.throughline.azure.stream;

import io.throughline.azure.logs.AppServiceQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests as App Service's front ends log them, whether or not the application is instrumented: by method, templated
 * path and class of status. The names are others than those of served requests of roles, which are the same requests.
 */
final class AppServiceLogsStream extends LogStream {

    static final String NAME = "azure/app-service-logs";

    static final String REQUESTS = "azure.app.http.requests";
    static final String FAILURES = "azure.app.http.request.failures";
    static final String DURATION = "azure.app.http.request.duration";
    static final String STATUS_CLASS = "azure.app.http.status_class";

    private static final Duration CUT = Duration.ofHours(1);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    AppServiceLogsStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(NAME, List.of(AppServiceQueries.HTTP), workspaces, gateway, index);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    boolean misses(String table, List<String> present) {
        return inventory.get().hasAny(ResourceKinds.WEB_APP);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        StepSeries requests = new StepSeries(AppServiceQueries.STEP);
        ask(logs, workspace, table(), CUT, AppServiceQueries::requests, window, notes, row -> {
            Owner app = owners.resource(row.text("Resource").orElse(""), "http", "unknown");
            Attributes attributes = Attributes.builder()
                    .put(AttributeKeys.HTTP_REQUEST_METHOD, row.text("Method").orElse(""))
                    .put(AttributeKeys.HTTP_ROUTE, row.text("Route").orElse(""))
                    .put(STATUS_CLASS, row.text("Status").orElse(""))
                    .build();
            Instant step = row.instant("Step").orElseThrow();
            requests.at(app.id(), attributes, step.toEpochMilli()).add(row);
        });
        requests.deliver(DURATION, REQUESTS, FAILURES, sink);
    }
}
