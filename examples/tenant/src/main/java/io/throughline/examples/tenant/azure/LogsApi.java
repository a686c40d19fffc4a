package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Log Analytics: {@code POST /v1/workspaces/{id}/query}. */
final class LogsApi {

    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final Throttle throttle;
    private final int rowLimit;

    LogsApi(Manifest manifest, Replay replay, RecordingDatabase database, Throttle throttle, int rowLimit) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
        this.throttle = throttle;
        this.rowLimit = rowLimit;
    }

    WireResponse query(WireRequest request) {
        if (!request.segment("workspace").equalsIgnoreCase(manifest.workspaceId())) {
            return AzureErrors.error(404, "PathNotFoundError", "The requested path does not exist");
        }
        if (throttle.refuses("logs")) {
            return AzureErrors.error(429, "ThrottledError", "The request is throttled, retry later.")
                    .with("Retry-After", "1");
        }
        Optional<JsonNode> body = Json.parse(request.body());
        String text = body.map(json -> json.path("query").asText("")).orElse("");
        if (text.isBlank()) {
            return AzureErrors.error(
                    400, "BadArgumentError", "The request had some invalid properties: query is missing");
        }
        Optional<String> asked =
                body.map(json -> json.path("timespan").asText("")).filter(span -> !span.isEmpty());
        Optional<Timespan> timespan =
                asked.isEmpty() ? Optional.of(Timespan.ALWAYS) : Timespan.parse(asked.get(), replay.now());
        if (timespan.isEmpty()) {
            return AzureErrors.error(
                    400, "BadArgumentError", "The request had some invalid properties: timespan '" + asked.get() + "'");
        }
        return answer(text, timespan.get(), request.header("Prefer").orElse(""));
    }

    private WireResponse answer(String text, Timespan timespan, String prefer) {
        Relation relation;
        try {
            relation = QueryTranslator.translate(text, new LogsCatalog(manifest, replay, timespan), replay.now());
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
