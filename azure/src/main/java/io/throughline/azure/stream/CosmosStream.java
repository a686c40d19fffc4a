package io.throughline.azure.stream;

import io.throughline.azure.logs.CosmosQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
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
 * Cosmos DB accounts: requests by database, collection, operation and class of status with their request units and
 * durations at the server, and request units by physical partition with the share of the hottest. Requests that were
 * refused for their rate have a class of their own, {@code 429}.
 */
final class CosmosStream extends LogStream {

    static final String NAME = "azure/cosmos";

    static final String REQUESTS = "azure.cosmosdb.requests";
    static final String FAILURES = "azure.cosmosdb.request.failures";
    static final String DURATION = "azure.cosmosdb.request.duration";
    static final String CHARGE = "azure.cosmosdb.request.charge";
    static final String COLLECTION = "db.collection.name";
    static final String OPERATION = "db.operation.name";
    static final String STATUS_CLASS = "azure.cosmosdb.status_class";

    private static final Duration CUT = Duration.ofMinutes(5);

    private final AzureEntities entities;
    private final Supplier<InventoryIndex> inventory;

    CosmosStream(
            List<Workspace> workspaces,
            LogsGateway gateway,
            AzureEntities entities,
            Supplier<InventoryIndex> inventory,
            TableIndex index) {
        super(NAME, List.of(CosmosQueries.REQUESTS, CosmosQueries.PARTITIONS), workspaces, gateway, index);
        this.entities = entities;
        this.inventory = inventory;
    }

    @Override
    Duration delay() {
        return Duration.ofMinutes(10);
    }

    @Override
    boolean misses(String table, List<String> present) {
        return inventory.get().hasAny(ResourceKinds.COSMOS);
    }

    @Override
    void read(WindowedLogs logs, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
        LogOwners owners = new LogOwners(entities, inventory.get(), workspace, sink);
        StepSeries requests = new StepSeries(CosmosQueries.STEP);
        PointSeries charges = new PointSeries(CosmosQueries.STEP);
        String table = CosmosQueries.REQUESTS;
        ask(logs, workspace, table, CUT, CosmosQueries::requests, window, notes, row -> {
            Owner account = account(row, owners);
            Instant step = row.instant("Step").orElseThrow();
            Attributes attributes = collection(row)
                    .put(OPERATION, row.text("OperationName").orElse(""))
                    .put(STATUS_CLASS, row.text("Status").orElse(""))
                    .build();
            requests.at(account.id(), attributes, step.toEpochMilli()).add(row);
            double charge = row.real("Charge").orElse(Double.NaN);
            charges.amount(account.id(), CHARGE, PartitionCharges.REQUEST_UNITS, attributes, step, charge);
        });
        PartitionCharges partitions = new PartitionCharges();
        ask(logs, workspace, CosmosQueries.PARTITIONS, CUT, CosmosQueries::partitions, window, notes, row -> {
            partitions.add(
                    account(row, owners).id(),
                    collection(row).build(),
                    row.text("PartitionKeyRangeId").orElse(""),
                    row.instant("Step").orElseThrow(),
                    row.real("Charge").orElse(0));
        });
        requests.deliver(DURATION, REQUESTS, FAILURES, sink);
        partitions.putInto(charges);
        charges.deliver(sink);
    }

    private static Owner account(LogsTable.Row row, LogOwners owners) {
        return owners.resource(
                row.text("Resource").orElse(""),
                "cosmosdb",
                row.text("AccountName").orElse(""));
    }

    private static Attributes.Builder collection(LogsTable.Row row) {
        return Attributes.builder()
                .put(AttributeKeys.DB_NAMESPACE, row.text("DatabaseName").orElse(""))
                .put(COLLECTION, row.text("CollectionName").orElse(""));
    }
}
