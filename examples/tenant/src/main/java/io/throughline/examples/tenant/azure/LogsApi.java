package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoException;
import io.throughline.examples.tenant.azure.kql.QueryTranslator;
import io.throughline.examples.tenant.azure.kql.Relation;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Log Analytics: queries, one by one or several in a batch, and what tables there are. */
final class LogsApi {

    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final ComputedTables tables;
    private final Throttle throttle;
    private final int rowLimit;

    LogsApi(
            Manifest manifest,
            Replay replay,
            RecordingDatabase database,
            ComputedTables tables,
            Throttle throttle,
            int rowLimit) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
        this.tables = tables;
        this.throttle = throttle;
        this.rowLimit = rowLimit;
    }

    /** {@code POST /v1/workspaces/{id}/query}, or GET with the same as parameters. */
    WireResponse query(WireRequest request) {
        if (!isWorkspace(request.segment("workspace"))) {
            return AzureErrors.error(404, "PathNotFoundError", "The requested path does not exist");
        }
        if (throttle.refuses("logs")) {
            return AzureErrors.error(429, "ThrottledError", "The request is throttled, retry later.")
                    .with("Retry-After", "1");
        }
        JsonNode body = Json.parse(request.body()).orElse(Json.object());
        String text = body.path("query").asText(request.parameter("query").orElse(""));
        if (text.isBlank()) {
            return AzureErrors.error(
                    400, "BadArgumentError", "The request had some invalid properties: query is missing");
        }
        for (JsonNode other : body.path("workspaces")) {
            if (!isWorkspace(other.asText())) {
                return AzureErrors.error(
                        400,
                        "BadArgumentError",
                        "The request had some invalid properties: workspace '" + other.asText() + "' is not known");
            }
        }
        String asked =
                body.path("timespan").asText(request.parameter("timespan").orElse(""));
        Optional<Timespan> timespan =
                asked.isEmpty() ? Optional.of(Timespan.ALWAYS) : Timespan.parse(asked, replay.now());
        if (timespan.isEmpty()) {
            return AzureErrors.error(
                    400, "BadArgumentError", "The request had some invalid properties: timespan '" + asked + "'");
        }
        return answer(text, timespan.get(), request.header("Prefer").orElse(""));
    }

    /** A workspace goes by its id, its name or its ARM id. */
    private boolean isWorkspace(String name) {
        String armId = manifest.workspaceArmId();
        return name.equalsIgnoreCase(manifest.workspaceId())
                || name.equalsIgnoreCase(armId)
                || name.equalsIgnoreCase(armId.substring(armId.lastIndexOf('/') + 1));
    }

    /** {@code POST /v1/$batch}: each query of it is answered as if it came alone. */
    WireResponse batch(WireRequest request) {
        ObjectNode answer = Json.object();
        ArrayNode responses = answer.putArray("responses");
        for (JsonNode one : Json.parse(request.body()).orElse(Json.object()).path("requests")) {
            Map<String, String> headers = new HashMap<>();
            one.path("headers")
                    .properties()
                    .forEach(header -> headers.put(
                            header.getKey().toLowerCase(Locale.ROOT),
                            header.getValue().asText()));
            WireResponse response = query(new WireRequest(
                    "POST",
                    request.rawPath(),
                    Map.of("workspace", one.path("workspace").asText()),
                    Map.of(),
                    headers,
                    one.path("body").toString()));
            responses
                    .addObject()
                    .put("id", one.path("id").asText())
                    .put("status", response.status())
                    .set("body", read(response));
        }
        return AzureErrors.identified(WireResponse.json(200, answer));
    }

    private static JsonNode read(WireResponse response) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            response.body().writeTo(out);
            return Json.mapper().readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET /v1/workspaces/{id}/metadata}: the tables, their columns, and whether any row of them has arrived. */
    WireResponse metadata(WireRequest request) {
        if (!isWorkspace(request.segment("workspace"))) {
            return AzureErrors.error(404, "PathNotFoundError", "The requested path does not exist");
        }
        LogsCatalog catalog = new LogsCatalog(manifest, replay, tables, Timespan.ALWAYS);
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("tables");
        for (LogsTable table : LogsTable.values()) {
            Relation relation = catalog.table(table.wire()).orElseThrow();
            ObjectNode item = list.addObject()
                    .put("id", "t/" + table.wire())
                    .put("name", table.wire())
                    .put("timespanColumn", "TimeGenerated")
                    .put("hasData", hasRows(relation));
            ArrayNode columns = item.putArray("columns");
            relation.columns()
                    .forEach(column -> columns.addObject()
                            .put("name", column.name())
                            .put("type", column.type().wire()));
        }
        String armId = manifest.workspaceArmId();
        body.putArray("workspaces")
                .addObject()
                .put("id", manifest.workspaceId())
                .put("resourceId", armId)
                .put("name", armId.substring(armId.lastIndexOf('/') + 1))
                .put("region", manifest.region());
        return AzureErrors.identified(WireResponse.json(200, body));
    }

    private boolean hasRows(Relation relation) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM (" + relation.sql() + ") LIMIT 1")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot tell whether a table has rows", e);
        }
    }

    private WireResponse answer(String text, Timespan timespan, String prefer) {
        Relation relation;
        try {
            relation =
                    QueryTranslator.translate(text, new LogsCatalog(manifest, replay, tables, timespan), replay.now());
        } catch (KustoException e) {
            return AzureErrors.badQuery(e);
        }
        Connection connection = null;
        Statement statement = null;
        try {
            long started = System.nanoTime();
            connection = database.connect();
            statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(ResultWriter.sql(relation));
            double seconds = (System.nanoTime() - started) / 1e9;
            boolean statistics = prefer.contains("include-statistics=true");
            return AzureErrors.identified(streamed(
                    connection,
                    statement,
                    rows,
                    relation.columns(),
                    statistics ? Optional.of(seconds) : Optional.empty()));
        } catch (SQLException e) {
            close(statement);
            close(connection);
            return AzureErrors.notComputable(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    /** The result is open until it was written. */
    private WireResponse streamed(
            Connection connection,
            Statement statement,
            ResultSet rows,
            List<Column> columns,
            Optional<Double> seconds) {
        return WireResponse.streamed(out -> {
            try (connection;
                    statement;
                    rows;
                    JsonGenerator json = Json.mapper().createGenerator(out)) {
                write(json, rows, columns, seconds);
            } catch (SQLException e) {
                throw new IOException("the result broke off", e);
            }
        });
    }

    private void write(JsonGenerator json, ResultSet rows, List<Column> columns, Optional<Double> seconds)
            throws IOException, SQLException {
        json.writeStartObject();
        json.writeArrayFieldStart("tables");
        json.writeStartObject();
        json.writeStringField("name", "PrimaryResult");
        json.writeArrayFieldStart("columns");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().wire());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        ResultWriter writer = new ResultWriter(columns, true);
        int written = 0;
        boolean tooMany = false;
        while (rows.next()) {
            if (written++ == rowLimit) {
                tooMany = true;
                break;
            }
            json.writeStartArray();
            writer.row(rows, json);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        if (seconds.isPresent()) {
            json.writeObjectFieldStart("statistics");
            json.writeObjectFieldStart("query");
            json.writeNumberField("executionTime", seconds.get());
            json.writeEndObject();
            json.writeEndObject();
        }
        if (tooMany) {
            writePartialError(json);
        }
        json.writeEndObject();
    }

    private void writePartialError(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", "PartialError");
        json.writeStringField("message", "There were some errors when processing your query.");
        json.writeArrayFieldStart("details");
        json.writeStartObject();
        json.writeStringField("code", "EngineError");
        json.writeStringField("message", "Something went wrong processing your query on the server.");
        json.writeObjectFieldStart("innererror");
        json.writeStringField("code", "-2133196797");
        json.writeStringField(
                "message",
                "Query result set has exceeded the internal record count limit " + rowLimit
                        + " (E_QUERY_RESULT_SET_TOO_LARGE).");
        json.writeNumberField("severity", 2);
        json.writeStringField("severityName", "Error");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void close(@org.jspecify.annotations.Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close", e);
            }
        }
    }
}
