package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What was silently left out of an answer because the credential may not read it.
 *
 * @param denied resources and data sources, in the service's order, with the tables that were left out
 */
public record QueryPermissions(List<Denied> denied) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public QueryPermissions {
        denied = List.copyOf(denied);
    }

    /**
     * A resource, or the workspace that holds its data.
     *
     * @param resourceId its ARM id, as the service spells it
     * @param tables the tables that were left out
     */
    public record Denied(String resourceId, List<String> tables) {

        public Denied {
            tables = List.copyOf(tables);
        }
    }

    static QueryPermissions parse(String json) {
        List<Denied> denied = new ArrayList<>();
        try {
            JsonNode root = JSON.readTree(json);
            for (String kind : List.of("resources", "dataSources")) {
                for (JsonNode one : root.path(kind)) {
                    List<String> tables = new ArrayList<>();
                    one.path("denyTables").forEach(table -> tables.add(table.asText()));
                    if (!tables.isEmpty()) {
                        denied.add(new Denied(one.path("resourceId").asText(), tables));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            // It was written by a tree, so it is one.
        }
        return new QueryPermissions(denied);
    }
}
