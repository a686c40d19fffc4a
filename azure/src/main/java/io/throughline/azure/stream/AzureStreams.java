package io.throughline.azure.stream;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Entity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the streams of a scope. */
public final class AzureStreams {

    /** Tables of logs that the streams read. */
    public static final List<String> TABLES = Stream.concat(
                    Stream.of(
                            LogQueries.REQUESTS,
                            LogQueries.DEPENDENCIES,
                            LogQueries.EXCEPTIONS,
                            LogQueries.POSTGRESQL_QUERIES),
                    ApplicationStreams.TABLES.stream())
            .toList();

    private AzureStreams() {}

    /** Returns the types of resources whose platform metrics are read, ascending, in lower case. */
    public static List<String> typesWithMetrics() {
        return MetricCatalogue.types();
    }

    /** Returns the name of one metric that resources of a type have, to try out whether metrics may be read. */
    public static String probeMetric(String type) {
        return MetricCatalogue.of(type).get(0).vendorName();
    }

    /** Returns an aggregation that the metric to try out has. */
    public static MetricAggregation probeAggregation(String type) {
        return MetricCatalogue.of(type).get(0).aggregations().get(0);
    }

    /** Returns resources as the entities that the streams make of them. */
    public static List<Entity> entities(List<AzureResource> resources, AzureEndpoints endpoints) {
        AzureEntities entities = new AzureEntities(endpoints);
        return resources.stream().map(entities::resource).toList();
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
        List<Workspace> workspaces = scope.workspaces().stream()
                .map(workspace -> new Workspace(workspace.environment(), workspace.id()))
                .toList();
        List<TelemetryStream> streams = new ArrayList<>();
        streams.add(new ResourcesStream(inventory, entities));
        if (!workspaces.isEmpty()) {
            LogsGateway logs = gateways.logs();
            TableIndex tables = new TableIndex(logs, clock);
            streams.add(new RequestsStream(workspaces, logs, entities));
            streams.add(new DependenciesStream(workspaces, logs, entities, inventory::current, clock));
            streams.add(new TopologyStream(workspaces, logs, entities, inventory::current));
            streams.add(new ExceptionsStream(workspaces, logs, entities));
            streams.add(new QueriesStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new SqlQueriesStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new SqlWaitsStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new SqlEventsStream(workspaces, logs, entities, inventory::current, tables));
            streams.addAll(new ApplicationStreams(workspaces, logs, entities, tables).all());
            streams.add(new PostgresqlStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new CosmosStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new ContainersStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new MachinesStream(workspaces, logs, entities, inventory::current, tables, clock));
            streams.add(new SystemLogsStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new AppServiceLogsStream(workspaces, logs, entities, inventory::current, tables));
            streams.add(new DiagnosticsStream(workspaces, logs, inventory::current, tables));
        }
        streams.add(new MetricsStream(gateways.metrics(), gateways.definitions(), inventory::current, clock));
        streams.add(new AlertsStream(gateways.alerts(), scope, inventory::current, endpoints));
        streams.add(new HealthStream(gateways.health(), scope, inventory::current, endpoints));
        streams.add(new ServiceHealthStream(gateways.health(), scope, inventory::current, endpoints));
        streams.add(new ChangesStream(
                gateways.activity(), scope, inventory::current, new ChangeEvents(endpoints, pseudonyms)));
        if (cost.enabled()) {
            streams.add(new CostStream(gateways.cost(), scope, inventory::current, entities, cost));
            streams.add(new BudgetsStream(gateways.cost(), scope, clock));
        } else {
            streams.add(new SwitchedOff(CostStream.NAME, Tier.DAILY, "azure.cost.enabled: false"));
            streams.add(new SwitchedOff(BudgetsStream.NAME, Tier.DAILY, "azure.cost.enabled: false"));
        }
        return List.copyOf(streams);
    }
}
