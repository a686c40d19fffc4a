package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoException;
import io.throughline.examples.tenant.azure.kql.KustoType;
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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** Resource Graph over the inventory, with the same query language as the logs; its pages are small on purpose. */
final class ResourceGraphApi {

    private static final int LARGEST_PAGE = 5;
    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final GraphTables tables;
    private final Throttle throttle;

    ResourceGraphApi(
            Manifest manifest, Replay replay, RecordingDatabase database, GraphTables tables, Throttle throttle) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
        this.tables = tables;
        this.throttle = throttle;
    }

    WireResponse query(WireRequest request) {
        if (throttle.refuses("graph")) {
            return AzureErrors.error(
                            429, "RateLimiting", "Client application has been throttled and should not retry now.")
                    .with("x-ms-user-quota-remaining", "0")
                    .with("x-ms-user-quota-resets-after", "00:00:01");
        }
        JsonNode body = Json.parse(request.body()).orElse(Json.object());
        String text = body.path("query").asText("");
        if (text.isBlank()) {
            return AzureErrors.error(
                    400, "BadRequest", "Please provide below info when asking for support: query is missing.");
        }
        JsonNode options = body.path("options");
        int top = options.path("$top").asInt(100);
        if (top < 1 || top > 1000) {
            return AzureErrors.error(400, "BadRequest", "The value of $top must be between 1 and 1000.");
        }
        int skip = offset(options);
        boolean visible = names(body, "subscriptions", manifest.subscription())
                && names(body, "managementGroups", manifest.tenant());
        try {
            Relation relation = QueryTranslator.translate(text, name -> tables.table(name, visible), replay.now());
            boolean objects = options.path("resultFormat").asText("table").equalsIgnoreCase("objectArray");
            return page(relation, skip, Math.min(top, LARGEST_PAGE), objects);
        } catch (KustoException e) {
            ObjectNode refused = Json.object();
            ObjectNode error = refused.putObject("error")
                    .put("code", "BadRequest")
                    .put("message", "Please provide below info when asking for support.");
            error.putArray("details").addObject().put("code", "InvalidQuery").put("message", e.getMessage());
            return AzureErrors.identified(WireResponse.json(400, refused));
        }
    }

    /** A scope that is not given, or empty, is all that the caller may see. */
    private static boolean names(JsonNode body, String scope, String own) {
        JsonNode ids = body.path(scope);
        return ids.isEmpty()
                || StreamSupport.stream(ids.spliterator(), false)
                        .anyMatch(id -> id.asText().equalsIgnoreCase(own));
    }

    private static int offset(JsonNode options) {
        String token = options.path("$skipToken").asText("");
        if (token.isEmpty()) {
            return options.path("$skip").asInt(0);
        }
        try {
            return Integer.parseInt(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw AzureErrors.refusal(400, "BadRequest", "The skip token is not one of this service.");
        }
    }

    private WireResponse page(Relation relation, int skip, int size, boolean objects) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ResultWriter.sql(relation));
                TokenBuffer data = new TokenBuffer(Json.mapper(), false)) {
            int total = 0;
            int count = 0;
            ResultWriter writer = new ResultWriter(relation.columns(), false);
            data.writeStartArray();
            while (rows.next()) {
                if (total >= skip && count < size) {
                    write(rows, relation.columns(), writer, data, objects);
                    count++;
                }
                total++;
            }
            data.writeEndArray();
            return answer(relation, Json.mapper().readTree(data.asParser()), total, count, skip, objects);
        } catch (SQLException e) {
            return AzureErrors.error(400, "BadRequest", "The query could not be executed: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(
            ResultSet rows, List<Column> columns, ResultWriter writer, JsonGenerator data, boolean objects)
            throws SQLException, IOException {
        if (objects) {
            data.writeStartObject();
        } else {
            data.writeStartArray();
        }
        for (int i = 0; i < columns.size(); i++) {
            if (objects) {
                data.writeFieldName(columns.get(i).name());
            }
            if (columns.get(i).type() == KustoType.DYNAMIC) {
                String json = rows.getString(i + 1);
                data.writeTree(
                        json == null ? Json.mapper().nullNode() : Json.mapper().readTree(json));
            } else {
                writer.cell(rows, i, data);
            }
        }
        if (objects) {
            data.writeEndObject();
        } else {
            data.writeEndArray();
        }
    }

    private static WireResponse answer(
            Relation relation, JsonNode rows, int total, int count, int skip, boolean objects) {
        ObjectNode body = Json.object().put("totalRecords", total).put("count", count);
        if (objects) {
            body.set("data", rows);
        } else {
            ObjectNode table = body.putObject("data");
            for (Column column : relation.columns()) {
                String type = column.type() == KustoType.DYNAMIC
                        ? "object"
                        : column.type().wire();
                table.withArray("columns")
                        .addObject()
                        .put("name", column.name())
                        .put("type", type);
            }
            table.set("rows", rows);
        }
        body.putArray("facets");
        body.put("resultTruncated", "false");
        int next = skip + count;
        if (next < total) {
            // As in the service, further pages can be had only of rows that have an id.
            if (relation.columns().stream().anyMatch(column -> column.name().equals("id"))) {
                byte[] token = String.valueOf(next).getBytes(StandardCharsets.UTF_8);
                body.put("$skipToken", Base64.getEncoder().encodeToString(token));
            } else {
                body.put("resultTruncated", "true");
            }
        }
        return AzureErrors.identified(WireResponse.json(200, body))
                .with("x-ms-user-quota-remaining", "14")
                .with("x-ms-user-quota-resets-after", "00:00:05");
    }
}
