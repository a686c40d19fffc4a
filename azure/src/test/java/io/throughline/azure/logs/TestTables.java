package io.throughline.azure.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes results out of rows, by way of the wire's form. */
public final class TestTables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestTables() {}

    public static LogsResult result(List<Map<String, Object>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        ObjectNode root = JSON.createObjectNode();
        ObjectNode table = root.putArray("tables").addObject().put("name", "PrimaryResult");
        ArrayNode columns = table.putArray("columns");
        names.forEach(name -> columns.addObject().put("name", name).put("type", "dynamic"));
        ArrayNode array = table.putArray("rows");
        for (Map<String, Object> row : rows) {
            ArrayNode cells = array.addArray();
            names.forEach(name -> cells.addPOJO(row.get(name)));
        }
        try {
            return LogsBody.decode(JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
