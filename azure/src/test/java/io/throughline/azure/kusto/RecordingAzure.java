package io.throughline.azure.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.throughline.azure.AzureStub;
import io.throughline.azure.kusto.KustoParser.Column;
import io.throughline.azure.kusto.KustoParser.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers every call as Azure might, and each query with rows of exactly the columns and types that the parser says it
 * results in. Keeps all texts and what the parser says of them.
 */
final class RecordingAzure implements ResponseDefinitionTransformerV2 {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATETIME = Pattern.compile("datetime\\(([^)]*)\\)");

    private static final Pattern INSTANT =
            Pattern.compile("datetime\\(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z\\)");

    private final KustoParser parser;
    private final List<String> resourceTypes;
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private final Map<String, Verdict> shapes = new HashMap<>();
    private final Map<String, String> askedBy = new TreeMap<>();
    private volatile String asking = "";

    RecordingAzure(KustoParser parser, List<String> resourceTypes) {
        this.parser = parser;
        this.resourceTypes = resourceTypes;
    }

    /** Names who asks from now on. */
    void asking(String name) {
        asking = name;
    }

    /** What the parser says of each text. */
    synchronized Map<String, Verdict> verdicts() {
        return new TreeMap<>(verdicts);
    }

    /** Who asked for each text first. */
    synchronized Map<String, String> askedBy() {
        return new TreeMap<>(askedBy);
    }

    @Override
    public String getName() {
        return "recording-azure";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String path = event.getRequest().getUrl();
        try {
            JsonNode body = path.contains("/oauth2/") || event.getRequest().getBody().length == 0
                    ? JSON.nullNode()
                    : JSON.readTree(event.getRequest().getBody());
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(200)
                    .withHeader("Content-Type", "application/json")
                    .withBody(answer(path, body).toString())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer(String path, JsonNode body) {
        if (path.contains("/oauth2/")) {
            return JSON.createObjectNode()
                    .put("token_type", "Bearer")
                    .put("expires_in", 3599)
                    .put("access_token", "STUB");
        } else if (body.path("query").isTextual()) {
            String text = body.path("query").asText();
            return path.contains("Microsoft.ResourceGraph")
                    ? graph(judge("graph", text))
                    : logs(judge("workspace", text), text);
        }
        ObjectNode anything = JSON.createObjectNode().put("displayName", "Shop").put("state", "Enabled");
        anything.putArray("value");
        anything.putArray("values");
        return anything;
    }

    /** Texts that differ only in instants, written as the module writes them, are one to the parser. */
    private synchronized Verdict judge(String database, String text) {
        askedBy.putIfAbsent(text, asking);
        String shape = database + INSTANT.matcher(text).replaceAll("datetime()");
        Verdict verdict = shapes.computeIfAbsent(shape, unknown -> parser.query(database, text));
        verdicts.put(text, verdict);
        return verdict;
    }

    private static JsonNode logs(Verdict verdict, String text) {
        Matcher matcher = DATETIME.matcher(text);
        String time = matcher.find() ? matcher.group(1) : AzureStub.NOW.toString();
        ObjectNode root = JSON.createObjectNode();
        ObjectNode table = root.putArray("tables").addObject().put("name", "PrimaryResult");
        ArrayNode columns = table.putArray("columns");
        verdict.columns()
                .forEach(
                        column -> columns.addObject().put("name", column.name()).put("type", column.type()));
        ArrayNode rows = table.putArray("rows");
        // Without any usage no table is known to be empty, and each is asked.
        for (int i = 1; i <= 2 && !text.startsWith("Usage"); i++) {
            ArrayNode row = rows.addArray();
            for (Column column : verdict.columns()) {
                cell(row, column.type(), time, i);
            }
        }
        return root;
    }

    /** Values that only the right accessor can read: a real with a fraction, a text that is no number. */
    private static void cell(ArrayNode row, String type, String time, int i) {
        switch (type) {
            case "datetime" -> row.add(time);
            case "int", "long" -> row.add(i);
            case "real" -> row.add(i + 0.5);
            case "bool" -> row.add(i == 1);
            case "timespan" -> row.add("00:01:3" + i);
            case "guid" -> row.add("0f9e8d7c-0000-4000-8000-00000000000" + i);
            case "decimal" -> row.add(i + ".25");
            case "dynamic" -> row.add("{\"key-" + i + "\":\"value\"}");
            default -> row.add("text-" + (char) ('a' + i));
        }
    }

    private JsonNode graph(Verdict verdict) {
        ObjectNode root = JSON.createObjectNode().put("resultTruncated", "false");
        root.putArray("facets");
        ArrayNode data = root.putArray("data");
        for (String type : resourceTypes) {
            String group = "/subscriptions/" + AzureStub.SUBSCRIPTION + "/resourceGroups/rg-shop";
            ObjectNode row = data.addObject();
            for (Column column : verdict.columns()) {
                switch (column.name()) {
                    case "id" -> row.put("id", group + "/providers/" + type + "/shop");
                    case "type" -> row.put("type", type);
                    case "location" -> row.put("location", "westeurope");
                    case "resourceGroup" -> row.put("resourceGroup", "rg-shop");
                    case "subscriptionId" -> row.put("subscriptionId", AzureStub.SUBSCRIPTION);
                    default -> ofType(row, column);
                }
            }
        }
        return root.put("totalRecords", data.size()).put("count", data.size());
    }

    private static void ofType(ObjectNode row, Column column) {
        switch (column.type()) {
            case "dynamic" -> row.putObject(column.name());
            case "datetime" -> row.put(column.name(), AzureStub.NOW.toString());
            case "int", "long" -> row.put(column.name(), 1);
            case "real" -> row.put(column.name(), 1.5);
            case "bool" -> row.put(column.name(), true);
            default -> row.put(column.name(), "shop");
        }
    }
}
