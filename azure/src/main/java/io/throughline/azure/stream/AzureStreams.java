package io.throughline.azure.stream;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.TelemetryStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the streams of a scope. */
public final class AzureStreams {

    /** Tables of logs that the streams read. */
    public static final List<String> TABLES =
            List.of(LogQueries.REQUESTS, LogQueries.DEPENDENCIES, LogQueries.EXCEPTIONS, LogQueries.POSTGRESQL_QUERIES);

    private AzureStreams() {}

    /** Returns the types of resources whose platform metrics are read, ascending, in lower case. */
    public static List<String> typesWithMetrics() {
        return MetricCatalogue.types();
    }

    /** Returns the name of one metric that resources of a type have, to try out whether metrics may be read. */
    public static String probeMetric(String type) {
        return MetricCatalogue.of(type).get(0).vendorName();
    }

    /**
     * Returns the streams, without any call: those over logs only if the scope has a workspace.
     *
     * @param clock tells how old what was looked up before is; never part of a result
     * @param cost what is read of costs
     * @param pseudonyms turns identifiers of people into keyed hashes, or null to leave them out
     */
    public static List<TelemetryStream> of(
            AzureScope scope,
            AzureEndpoints endpoints,
            AzureGateways gateways,
            CostOptions cost,
            Clock clock,
            @Nullable Pseudonyms pseudonyms) {
        AzureEntities entities = new AzureEntities(endpoints);
        InventoryCache inventory = new InventoryCache(gateways.resources(), scope, clock);
        List<Workspace> workspaces = scope.workspaces().entrySet().stream()
                .map(entry -> new Workspace(entry.getKey(), entry.getValue()))
                .toList();
        List<TelemetryStream> streams = new ArrayList<>();
        streams.add(new ResourcesStream(inventory, entities));
        if (!workspaces.isEmpty()) {
            LogsGateway logs = gateways.logs();
            streams.add(new RequestsStream(workspaces, logs, entities));
            streams.add(new DependenciesStream(workspaces, logs, entities, inventory::current, clock));
            streams.add(new ExceptionsStream(workspaces, logs, entities));
            streams.add(new QueriesStream(workspaces, logs, entities, inventory::current));
        }
        streams.add(new MetricsStream(gateways.metrics(), inventory::current));
        streams.add(new AlertsStream(gateways.alerts(), scope, inventory::current, endpoints));
        if (cost.enabled()) {
            streams.add(new CostStream(gateways.cost(), scope, inventory::current, entities, cost));
            streams.add(new BudgetsStream(gateways.cost(), scope, clock));
        } else {
            streams.add(new SwitchedOff(CostStream.NAME, "azure.cost.enabled: false"));
            streams.add(new SwitchedOff(BudgetsStream.NAME, "azure.cost.enabled: false"));
        }
        return List.copyOf(streams);
    }
}
