package io.throughline.azure.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes queries as the service reads them. */
final class CostBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CostBody() {}

    static byte[] query(CostQuery query) {
        return bytes(body(query));
    }

    static byte[] forecast(CostQuery query, boolean withActual) {
        ObjectNode body = body(query);
        body.put("includeActualCost", withActual);
        body.put("includeFreshPartialCost", withActual);
        return bytes(body);
    }

    private static ObjectNode body(CostQuery query) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", query.type().word());
        body.put("timeframe", "Custom");
        // Both bounds are inside, so the window ends with the last second of its last day.
        body.putObject("timePeriod")
                .put("from", query.firstDay() + "T00:00:00Z")
                .put("to", query.lastDay() + "T23:59:59Z");
        ObjectNode dataset = body.putObject("dataset");
        dataset.put("granularity", query.granularity().word());
        ObjectNode aggregation = dataset.putObject("aggregation");
        for (String amount : query.amounts()) {
            aggregation.putObject("total" + amount).put("name", amount).put("function", "Sum");
        }
        if (!query.groupings().isEmpty()) {
            ArrayNode grouping = dataset.putArray("grouping");
            for (CostGrouping group : query.groupings()) {
                grouping.addObject()
                        .put("type", group instanceof CostGrouping.Tag ? "TagKey" : "Dimension")
                        .put("name", group.name());
            }
        }
        query.filtered().ifPresent(filter -> dataset.set("filter", filter(filter)));
        return body;
    }

    private static ObjectNode filter(CostFilter filter) {
        ObjectNode node = JSON.createObjectNode();
        if (filter instanceof CostFilter.Dimension dimension) {
            comparison(node.putObject("dimensions"), dimension.name(), dimension.values());
        } else if (filter instanceof CostFilter.Tag tag) {
            comparison(node.putObject("tags"), tag.name(), tag.values());
        } else if (filter instanceof CostFilter.And and) {
            and.filters().forEach(part -> node.withArray("and").add(filter(part)));
        } else if (filter instanceof CostFilter.Or or) {
            or.filters().forEach(part -> node.withArray("or").add(filter(part)));
        }
        return node;
    }

    private static void comparison(ObjectNode node, String name, List<String> values) {
        node.put("name", name).put("operator", "In");
        values.forEach(node.putArray("values")::add);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
