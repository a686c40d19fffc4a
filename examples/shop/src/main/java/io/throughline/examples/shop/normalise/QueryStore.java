package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The query store's runtime statistics, from snapshots of pg_stat_statements: each row is the difference of two. */
final class QueryStore {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private QueryStore() {}

    static long write(Raw raw, Connection connection, Path folder) throws IOException, SQLException {
        try (Table table = new Table(
                connection,
                "query_stats",
                "TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, LogicalServerName VARCHAR, DatabaseId VARCHAR, QueryId"
                        + " VARCHAR, PlanId BIGINT, QueryText VARCHAR, Calls BIGINT, TotalExecDurationMs DOUBLE,"
                        + " MeanExecDurationMs DOUBLE, MaxExecDurationMs DOUBLE, Rows BIGINT, SharedBlksHit BIGINT,"
                        + " SharedBlksRead BIGINT, StartTime TIMESTAMP, EndTime TIMESTAMP")) {
            TreeMap<Instant, Map<String, JsonNode>> snapshots = new TreeMap<>();
            for (JsonNode line : Raw.lines(raw.folder().resolve("statements.ndjson"))) {
                Instant at = Instant.parse(line.path("at").asText());
                if (!at.isAfter(raw.end())) {
                    snapshots
                            .computeIfAbsent(at, t -> new HashMap<>())
                            .put(
                                    line.path("database").asText()
                                            + line.path("queryId").asText(),
                                    line);
                }
            }
            Instant previous = null;
            for (Instant at : snapshots.keySet()) {
                if (previous != null) {
                    Map<String, JsonNode> before = snapshots.get(previous);
                    for (Map.Entry<String, JsonNode> entry : snapshots.get(at).entrySet()) {
                        row(table, before == null ? null : before.get(entry.getKey()), entry.getValue(), previous, at);
                    }
                }
                previous = at;
            }
            return table.write(folder, "TimeGenerated, QueryId");
        }
    }

    private static void row(Table table, @Nullable JsonNode before, JsonNode now, Instant from, Instant to)
            throws IOException, SQLException {
        JsonNode start = before == null ? MAPPER.createObjectNode() : before;
        long calls = now.path("calls").asLong() - start.path("calls").asLong();
        if (calls <= 0) {
            return;
        }
        double total = round(
                now.path("totalMillis").asDouble() - start.path("totalMillis").asDouble());
        Instant ingested = to.plus(Duration.ofSeconds(60 + Math.floorMod(to.getEpochSecond() / 300, 60)));
        table.add(
                to,
                ingested,
                Places.DATABASE,
                now.path("database").asText(),
                now.path("queryId").asText(),
                PlanShape.of(MAPPER.readTree(now.path("plan").asText())).id(),
                now.path("query").asText(),
                calls,
                total,
                round(total / calls),
                round(now.path("maxMillis").asDouble()),
                difference(now, start, "rows"),
                difference(now, start, "hit"),
                difference(now, start, "read"),
                from,
                to);
    }

    private static long difference(JsonNode now, JsonNode before, String name) {
        return now.path(name).asLong() - before.path(name).asLong();
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
