package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of Application Insights, from the agent's envelopes. */
final class ApplicationInsights {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final String HEAD = "TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, OperationId VARCHAR, ";
    private static final String ROLE =
            "AppRoleName VARCHAR, AppRoleInstance VARCHAR, AppVersion VARCHAR, ItemCount INTEGER";

    /** Gauges of the machine that recorded, not of the shop's hosts, and those whose level hangs on the clock's rate. */
    private static final Set<String> LEFT_OUT = Set.of(
            "\\Processor(_Total)\\% Processor Time",
            "\\Memory\\Available Bytes",
            "\\Process(??APP_WIN32_PROC??)\\% Processor Time",
            "\\Process(??APP_WIN32_PROC??)\\% Processor Time Normalized",
            "\\Process(??APP_WIN32_PROC??)\\IO Data Bytes/sec",
            "Suspected Deadlocked Threads",
            "Current Thread Count",
            "GC Total Count",
            "GC Total Time");

    private final Raw raw;
    private final Set<String> warmUps;
    private final WarmUpWindows windows;
    private final Thinning requestThinning;
    private final Thinning dependencyThinning;
    private final Table requests;
    private final Table dependencies;
    private final Table exceptions;
    private final Table traces;
    private final Table metrics;

    ApplicationInsights(Raw raw, Connection connection, Thinning requestThinning, Thinning dependencyThinning)
            throws IOException, SQLException {
        this.raw = raw;
        this.warmUps = raw.warmUpTraceIds();
        this.windows = WarmUpWindows.of(raw);
        this.requestThinning = requestThinning;
        this.dependencyThinning = dependencyThinning;
        String call = HEAD + "Id VARCHAR, ParentId VARCHAR, OperationName VARCHAR, Name VARCHAR, %sSuccess BOOLEAN,"
                + " ResultCode VARCHAR, DurationMs DOUBLE, " + ROLE;
        requests = new Table(connection, "requests", String.format(call, "Url VARCHAR, "));
        dependencies = new Table(
                connection,
                "dependencies",
                String.format(call, "Target VARCHAR, DependencyType VARCHAR, Data VARCHAR, "));
        exceptions = new Table(
                connection,
                "exceptions",
                HEAD + "ParentId VARCHAR, OperationName VARCHAR, ProblemId VARCHAR, ExceptionType VARCHAR,"
                        + " OuterMessage VARCHAR, Method VARCHAR, SeverityLevel INTEGER, " + ROLE);
        traces = new Table(
                connection, "traces", HEAD + "OperationName VARCHAR, Message VARCHAR, SeverityLevel INTEGER, " + ROLE);
        metrics = new Table(
                connection,
                "app_metrics",
                "TimeGenerated TIMESTAMP, IngestedAt TIMESTAMP, Name VARCHAR, Sum DOUBLE, ItemCount INTEGER, Min"
                        + " DOUBLE, Max DOUBLE, AppRoleName VARCHAR, AppRoleInstance VARCHAR, Properties VARCHAR");
    }

    /** Takes one body of the agent. */
    void body(Instant arrival, String body) throws IOException, SQLException {
        for (String line : body.split("\n", -1)) {
            if (!line.isBlank()) {
                item(arrival, AgentItem.of(MAPPER.readTree(line)));
            }
        }
    }

    private void item(Instant arrival, AgentItem item) throws IOException, SQLException {
        Instant model = raw.clock().toModel(item.time());
        String operation = item.tag("ai.operation.id");
        if (!raw.contains(model) || (operation != null && warmUps.contains(operation))) {
            return;
        }
        Instant ingested = Arrival.ingested(model, item.time(), arrival);
        switch (item.type()) {
            case "RequestData" -> request(model, ingested, item);
            case "RemoteDependencyData" -> dependency(model, ingested, item);
            case "ExceptionData" -> exception(model, ingested, item);
            case "MessageData" -> trace(model, ingested, item);
            case "MetricData" -> metric(model, ingested, item);
            default -> throw new IOException("the agent sent a " + item.type() + ", which is not known");
        }
    }

    private static int count(AgentItem item, Thinning thinning) {
        return item.itemCount() * thinning.keepOneIn();
    }

    private void request(Instant model, Instant ingested, AgentItem item) throws SQLException {
        if (requestThinning.keeps(String.valueOf(item.tag("ai.operation.id")))) {
            requests.add(
                    model,
                    ingested,
                    item.tag("ai.operation.id"),
                    item.text("id"),
                    item.tag("ai.operation.parentId"),
                    item.tag("ai.operation.name"),
                    item.text("name"),
                    Places.rename(String.valueOf(item.text("url"))),
                    item.data().path("success").asBoolean(),
                    item.text("responseCode"),
                    item.durationMillis(),
                    item.tag("ai.cloud.role"),
                    item.tag("ai.cloud.roleInstance"),
                    item.tag("ai.application.ver"),
                    count(item, requestThinning));
        }
    }

    private void dependency(Instant model, Instant ingested, AgentItem item) throws SQLException {
        if (dependencyThinning.keeps(String.valueOf(item.tag("ai.operation.id")))) {
            dependencies.add(
                    model,
                    ingested,
                    item.tag("ai.operation.id"),
                    item.text("id"),
                    item.tag("ai.operation.parentId"),
                    item.tag("ai.operation.name"),
                    item.text("name"),
                    rename(item.text("target")),
                    item.text("type"),
                    rename(item.text("data")),
                    item.data().path("success").asBoolean(),
                    item.text("resultCode"),
                    item.durationMillis(),
                    item.tag("ai.cloud.role"),
                    item.tag("ai.cloud.roleInstance"),
                    item.tag("ai.application.ver"),
                    count(item, dependencyThinning));
        }
    }

    private void exception(Instant model, Instant ingested, AgentItem item) throws SQLException {
        JsonNode thrown = item.data().path("exceptions").path(0);
        String type = thrown.path("typeName").asText();
        String method = StackText.firstFrame(thrown.path("stack").asText());
        exceptions.add(
                model,
                ingested,
                item.tag("ai.operation.id"),
                item.tag("ai.operation.parentId"),
                item.tag("ai.operation.name"),
                type + " at " + method,
                type,
                rename(thrown.path("message").asText()),
                method,
                severity(item.text("severityLevel"), 3),
                item.tag("ai.cloud.role"),
                item.tag("ai.cloud.roleInstance"),
                item.tag("ai.application.ver"),
                item.itemCount());
    }

    private void trace(Instant model, Instant ingested, AgentItem item) throws SQLException {
        traces.add(
                model,
                ingested,
                item.tag("ai.operation.id"),
                item.tag("ai.operation.name"),
                rename(item.text("message")),
                severity(item.text("severityLevel"), 1),
                item.tag("ai.cloud.role"),
                item.tag("ai.cloud.roleInstance"),
                item.tag("ai.application.ver"),
                item.itemCount());
    }

    private void metric(Instant model, Instant ingested, AgentItem item) throws IOException, SQLException {
        JsonNode metric = item.data().path("metrics").path(0);
        String name = metric.path("name").asText();
        String role = String.valueOf(item.tag("ai.cloud.role"));
        String instance = String.valueOf(item.tag("ai.cloud.roleInstance"));
        if (LEFT_OUT.contains(name) || windows.touch(role, instance, model, name.contains("duration"))) {
            return;
        }
        ObjectNode properties = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> property :
                item.data().path("properties").properties()) {
            properties.set(property.getKey(), property.getValue());
        }
        if (properties.has("server.port")) {
            properties.put(
                    "server.address",
                    Places.rename(properties.path("server.address").asText() + ":"
                            + properties.path("server.port").asText()));
            properties.put("server.port", "443");
        }
        metrics.add(
                model,
                ingested,
                name,
                metric.path("value").asDouble(),
                metric.path("count").asInt(1),
                number(metric, "min"),
                number(metric, "max"),
                role,
                instance,
                rename(MAPPER.writeValueAsString(properties)));
    }

    private static @Nullable Double number(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asDouble() : null;
    }

    private static @Nullable String rename(@Nullable String text) {
        return text == null ? null : Places.rename(text);
    }

    private static int severity(@Nullable String name, int otherwise) {
        if (name == null) {
            return otherwise;
        }
        return switch (name) {
            case "Verbose" -> 0;
            case "Information" -> 1;
            case "Warning" -> 2;
            case "Error" -> 3;
            case "Critical" -> 4;
            default -> throw new IllegalArgumentException("not a severity: " + name);
        };
    }

    /** Writes the files and returns their row counts. */
    Map<String, Long> write(Path folder) throws IOException, SQLException {
        return Map.of(
                "requests", requests.write(folder, "TimeGenerated, Id"),
                "dependencies", dependencies.write(folder, "TimeGenerated, Id"),
                "exceptions", exceptions.write(folder, "TimeGenerated, OperationId"),
                "traces", traces.write(folder, "TimeGenerated, OperationId"),
                "app_metrics", metrics.write(folder, "TimeGenerated, AppRoleInstance, Name, Properties"));
    }
}
