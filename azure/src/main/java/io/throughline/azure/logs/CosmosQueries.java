package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;

/**
 * Queries over resource logs of Cosmos DB accounts. Each stored row is one request: these tables have no weight of
 * sampling. Values of partition keys, callers and their addresses are not read.
 */
public final class CosmosQueries {

    public static final String REQUESTS = "CDBDataPlaneRequests";
    public static final String PARTITIONS = "CDBPartitionKeyRUConsumption";

    public static final Duration STEP = Duration.ofMinutes(5);

    private CosmosQueries() {}

    /** Requests per step, account, database, collection, operation, class of status and bucket. */
    public static KqlQuery requests(TimeWindow window) {
        return LogQueries.within(REQUESTS, window)
                .pipe("extend Status = case(StatusCode == 429, \"429\", isnull(StatusCode), \"unknown\", "
                        + "strcat(tostring(StatusCode / 100), \"xx\"))")
                .pipe(LogQueries.BUCKET)
                .pipe(LogQueries.SECONDS)
                .pipe(
                        "summarize Items = count(), Failures = countif(StatusCode >= 400), Charge = sum(RequestCharge), "
                                + "SecondsSum = sum(Seconds), SecondsMin = min(Seconds), SecondsMax = max(Seconds) by "
                                + "Step = bin(TimeGenerated, {}), Resource = tolower(_ResourceId), AccountName, "
                                + "DatabaseName, CollectionName, OperationName, Status, Bucket",
                        STEP)
                .pipe("order by Resource asc, DatabaseName asc, CollectionName asc, OperationName asc, Status asc, "
                        + "Step asc, Bucket asc");
    }

    /** Request units per step, account, database, collection and range of keys, that is physical partition. */
    public static KqlQuery partitions(TimeWindow window) {
        return LogQueries.within(PARTITIONS, window)
                .pipe(
                        "summarize Charge = sum(RequestCharge) by Step = bin(TimeGenerated, {}), Resource = "
                                + "tolower(_ResourceId), AccountName, DatabaseName, CollectionName, "
                                + "PartitionKeyRangeId",
                        STEP)
                .pipe("order by Resource asc, DatabaseName asc, CollectionName asc, Step asc, PartitionKeyRangeId asc");
    }
}
