package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What really happened, for tests: from the log of what was done to the shop and from the recorded rows themselves. A minute is slow
 * for a role when its 95th percentile is above three times that of the time before the fault.
 */
final class Truth {
    private static final String SLOW_MINUTES = """
        WITH base AS (
            SELECT AppRoleName, quantile_cont(DurationMs, 0.95) AS p95 FROM requests
            WHERE TimeGenerated < ?::TIMESTAMP GROUP BY 1),
        minutes AS (
            SELECT AppRoleName, date_trunc('minute', TimeGenerated) AS minute, quantile_cont(DurationMs, 0.95) AS p95
            FROM requests GROUP BY ALL)
        SELECT m.AppRoleName, m.minute FROM minutes m JOIN base b USING (AppRoleName) WHERE m.p95 > 3 * b.p95
        """;

    private final Raw raw;
    private final Connection connection;

    Truth(Raw raw, Connection connection) {
        this.raw = raw;
        this.connection = connection;
    }

    void write(Path folder) throws IOException, SQLException {
        ObjectNode truth = JsonFiles.object().put("recording", raw.id());
        JsonNode begins = raw.events("fault").stream().findFirst().orElse(null);
        truth.put("fault", begins != null);
        if (begins != null) {
            fault(truth, begins);
        }
        JsonFiles.write(folder.resolve("truth.json"), truth);
    }

    private void fault(ObjectNode truth, JsonNode begins) throws SQLException {
        JsonNode switched = raw.events("deploy").stream()
                .filter(event -> event.path("what").asText().equals("switched"))
                .findFirst()
                .orElse(null);
        Instant onset =
                Instant.parse((switched == null ? begins : switched).path("at").asText());
        truth.put("kind", raw.id()).put("onset", onset.toString());
        if (switched == null) {
            truth.putNull("release").putNull("sha");
            culprit(truth, begins.path("culprit").asText("inventory-api"));
        } else {
            release(truth, switched);
            mechanism(truth, onset);
        }
        ArrayNode roles = truth.putArray("affectedRoles");
        String slow = "WITH slow AS (" + SLOW_MINUTES + ") ";
        query(
                slow + "SELECT AppRoleName, count(*) FROM slow WHERE minute >= ?::TIMESTAMP - INTERVAL 1 MINUTE"
                        + " GROUP BY 1 HAVING count(*) >= 3 ORDER BY 1",
                rows -> roles.add(rows.getString(1)),
                onset.toString(),
                onset.toString());
        first(
                truth,
                "latencyOnset",
                slow + "SELECT " + ts("min(r.TimeGenerated)")
                        + " FROM requests r JOIN slow s ON s.AppRoleName = r.AppRoleName AND s.minute ="
                        + " date_trunc('minute', r.TimeGenerated) WHERE r.TimeGenerated >= ?::TIMESTAMP AND"
                        + " r.DurationMs > 3 * (SELECT quantile_cont(q.DurationMs, 0.99) FROM requests q WHERE"
                        + " q.AppRoleName = r.AppRoleName AND q.TimeGenerated < ?::TIMESTAMP)",
                onset.toString(),
                onset.toString(),
                onset.toString());
        first(
                truth,
                "errorOnset",
                "SELECT " + ts("min(Timestamp)")
                        + " FROM sentry_events WHERE Timestamp >= ?::TIMESTAMP AND ExceptionType IN"
                        + " (SELECT ExceptionType FROM sentry_events GROUP BY 1 HAVING min(Timestamp) >= ?::TIMESTAMP"
                        + " AND count(*) >= 10)",
                onset.toString(),
                onset.toString());
        first(
                truth,
                "errorSurge",
                "WITH minutes AS (SELECT date_trunc('minute', Timestamp) AS minute, count(*) AS n FROM sentry_events"
                        + " GROUP BY 1)"
                        + " SELECT"
                        + " " + ts("min(e.Timestamp)") + " FROM sentry_events e JOIN minutes m ON m.minute ="
                        + " date_trunc('minute', e.Timestamp) WHERE e.Timestamp"
                        + " >= ?::TIMESTAMP AND m.n > 3 * greatest(3, (SELECT"
                        + " coalesce(max(n), 0) FROM minutes WHERE minute <"
                        + " ?::TIMESTAMP))",
                onset.toString(),
                onset.toString());
        first(
                truth,
                "failedRequestOnset",
                "WITH minutes AS (SELECT date_trunc('minute', TimeGenerated) AS minute, count(*) AS n FROM requests"
                        + " WHERE ResultCode >= '500' GROUP BY 1) SELECT " + ts("min(r.TimeGenerated)")
                        + " FROM requests r JOIN minutes m ON m.minute = date_trunc('minute', r.TimeGenerated) WHERE"
                        + " r.ResultCode >= '500' AND r.TimeGenerated >= ?::TIMESTAMP AND m.n >= 3",
                onset.toString());
        first(
                truth,
                "recovery",
                slow + "SELECT " + ts("max(minute) + INTERVAL 1 MINUTE") + " FROM slow WHERE minute >= ?::TIMESTAMP",
                onset.toString(),
                onset.toString());
        lag(truth, "errorOnset", "lagLatencyToErrorsSeconds");
        lag(truth, "errorSurge", "lagLatencyToErrorSurgeSeconds");
        people(truth);
    }

    private static void culprit(ObjectNode truth, String culprit) {
        truth.put("rootCauseRole", culprit);
        switch (culprit) {
            case "database" -> truth.put("rootCauseArmId", Places.databaseId());
            case "payments" -> truth.putNull("rootCauseArmId");
            default -> truth.put("rootCauseArmId", Places.planId(ServiceKind.of(culprit)));
        }
    }

    private static void lag(ObjectNode truth, String to, String name) {
        if (truth.has("latencyOnset") && truth.has(to)) {
            Instant latency = Instant.parse(truth.path("latencyOnset").asText());
            truth.put(
                    name,
                    Duration.between(latency, Instant.parse(truth.path(to).asText()))
                            .toSeconds());
        }
    }

    private static String ts(String expression) {
        return "strftime(" + expression + ", '%Y-%m-%dT%H:%M:%S.%fZ')";
    }

    private void release(ObjectNode truth, JsonNode switched) {
        String service = switched.path("service").asText();
        String version = switched.path("version").asText();
        truth.put("release", service + "@" + version).put("version", version).put("rootCauseRole", service);
        for (JsonNode commit : raw.events("commit")) {
            if (commit.path("service").asText().equals(service)
                    && commit.path("version").asText().equals(version)) {
                truth.put("sha", commit.path("sha").asText());
            }
        }
        for (JsonNode event : raw.events("deploy")) {
            if (event.path("version").asText().equals(version)) {
                truth.put(
                        "deploy" + event.path("what").asText().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                + event.path("what").asText().substring(1),
                        event.path("at").asText());
            }
        }
    }

    private void mechanism(ObjectNode truth, Instant onset) throws SQLException {
        query(
                "SELECT QueryId, any_value(QueryText), arg_min(PlanId, TimeGenerated), arg_max(PlanId, TimeGenerated)"
                        + " FILTER (TimeGenerated < ?::TIMESTAMP + INTERVAL 20 MINUTE), any_value(DatabaseId),"
                        + " max(MeanExecDurationMs), arg_min(MeanExecDurationMs, TimeGenerated) FROM query_stats GROUP BY"
                        + " 1 HAVING count(DISTINCT PlanId) > 1",
                rows -> truth.putObject("mechanism")
                        .put("kind", "plan change")
                        .put("queryId", rows.getString(1))
                        .put("queryText", rows.getString(2))
                        .put("planBefore", rows.getLong(3))
                        .put("planAfter", rows.getLong(4))
                        .put("database", rows.getString(5))
                        .put("meanMillisAtWorst", rows.getDouble(6))
                        .put("meanMillisBefore", rows.getDouble(7)),
                onset.toString());
    }

    private void people(ObjectNode truth) {
        raw.events("alert").stream()
                .filter(event -> event.path("what").asText().equals("FIRED"))
                .findFirst()
                .ifPresent(event -> truth.put("firstAlert", event.path("at").asText())
                        .put("firstAlertRule", event.path("rule").asText()));
        raw.events("ticket").stream()
                .filter(event -> event.path("what").asText().equals("created"))
                .findFirst()
                .ifPresent(event -> truth.put("ticketKey", event.path("key").asText())
                        .put("ticketCreated", event.path("at").asText()));
        raw.events("remedy").stream()
                .findFirst()
                .ifPresent(event -> truth.put("remedyStarted", event.path("at").asText()));
        List<JsonNode> deploys = raw.events("deploy");
        if (deploys.size() > 3) {
            truth.put(
                    "remedyFinished", deploys.get(deploys.size() - 1).path("at").asText());
        }
    }

    private void first(ObjectNode truth, String name, String sql, String... parameters) throws SQLException {
        query(
                sql,
                rows -> {
                    String value = rows.getString(1);
                    if (value != null) {
                        truth.put(name, value);
                    }
                },
                parameters);
    }

    private void query(String sql, RowReader reader, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i].replace("T", " ").replace("Z", ""));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.row(rows);
                }
            }
        }
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface RowReader {
        void row(ResultSet rows) throws SQLException;
    }
}
