package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many alerts there are, by one property or several; a value that a property can have is there even if none has it. */
final class AlertsSummary {

    private record Property(String name, List<String> values, Function<RecordedAlert, String> of) {}

    private AlertsSummary() {}

    static ObjectNode of(List<RecordedAlert> alerts, ServedAlerts served, List<String> keys) {
        if (keys.stream().allMatch(String::isBlank)) {
            throw AzureErrors.refusal(400, "BadRequest", "groupby must name a property.");
        }
        List<Property> properties =
                keys.stream().map(key -> property(key.strip(), served)).toList();
        ObjectNode answer = Json.object();
        answer.put("groupedby", properties.get(0).name())
                .put("smartGroupsCount", 0)
                .put("total", alerts.size());
        answer.set("values", values(alerts, properties));
        return answer;
    }

    private static ArrayNode values(List<RecordedAlert> alerts, List<Property> properties) {
        Property property = properties.get(0);
        List<Property> rest = properties.subList(1, properties.size());
        Set<String> names = new TreeSet<>(property.values());
        alerts.forEach(alert -> names.add(property.of().apply(alert)));
        ArrayNode values = Json.array();
        for (String name : names) {
            List<RecordedAlert> matching = alerts.stream()
                    .filter(alert -> property.of().apply(alert).equals(name))
                    .toList();
            ObjectNode value = values.addObject().put("name", name).put("count", matching.size());
            if (!rest.isEmpty()) {
                value.put("groupedby", rest.get(0).name());
                value.set("values", values(matching, rest));
            }
        }
        return values;
    }

    private static Property property(String name, ServedAlerts served) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "severity" ->
                new Property(
                        "severity",
                        IntStream.rangeClosed(0, 4).mapToObj(i -> "Sev" + i).collect(Collectors.toList()),
                        alert -> "Sev" + alert.severity());
            case "alertstate" -> new Property("alertState", List.copyOf(AlertHistory.STATES), served::state);
            case "monitorcondition" ->
                new Property("monitorCondition", List.of("Fired", "Resolved"), served::condition);
            case "monitorservice" -> new Property("monitorService", List.of(), alert -> "Platform");
            case "signaltype" -> new Property("signalType", List.of(), alert -> "Metric");
            case "alertrule" -> new Property("alertRule", List.of(), RecordedAlert::ruleId);
            default -> throw AzureErrors.refusal(400, "BadRequest", "groupby does not know '" + name + "'.");
        };
    }
}
