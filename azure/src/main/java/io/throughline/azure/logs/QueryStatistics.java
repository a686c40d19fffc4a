package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a query cost. What the service did not say is empty; see {@link LogsResult#rawStatistics()} for all it said.
 *
 * @param executionTime how long it ran
 * @param processorTime processor time over all nodes
 * @param peakMemoryBytes the most memory on any node
 * @param rowsScanned rows that were looked at
 * @param rowsTotal rows of the shards that were looked at
 * @param resultRows rows of the primary table
 * @param resultBytes size of the primary table within the service
 */
public record QueryStatistics(
        Optional<Duration> executionTime,
        Optional<Duration> processorTime,
        OptionalLong peakMemoryBytes,
        OptionalLong rowsScanned,
        OptionalLong rowsTotal,
        OptionalLong resultRows,
        OptionalLong resultBytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static QueryStatistics parse(String json) {
        JsonNode query;
        try {
            query = JSON.readTree(json).path("query");
        } catch (JsonProcessingException e) {
            query = JSON.getNodeFactory().missingNode();
        }
        JsonNode seconds = query.path("executionTime");
        return new QueryStatistics(
                seconds.isNumber()
                        ? Optional.of(Duration.ofNanos(Math.round(seconds.asDouble() * 1e9)))
                        : Optional.empty(),
                timespan(query.at("/resourceUsage/cpu/totalCpu")),
                whole(query.at("/resourceUsage/memory/peakPerNode")),
                whole(query.at("/inputDatasetStatistics/rows/scanned")),
                whole(query.at("/inputDatasetStatistics/rows/total")),
                whole(query.at("/datasetStatistics/0/tableRowCount")),
                whole(query.at("/datasetStatistics/0/tableSize")));
    }

    private static OptionalLong whole(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    private static Optional<Duration> timespan(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Timespans.parse(node.asText())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
