package io.throughline.azure.alerts;

import io.throughline.azure.alerts.ActivityLogAlertRule.Condition;
import io.throughline.azure.alerts.AlertHistory.Modification;
import io.throughline.azure.alerts.AlertSummary.Group;
import io.throughline.azure.internal.JsonPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what Alerts Management answers. */
final class AlertReader {

    private AlertReader() {}

    static AzureAlert alert(JsonPart item) {
        JsonPart properties = item.part("properties");
        JsonPart essentials = properties.part("essentials");
        Instant started = essentials.requiredInstant("startDateTime");
        Instant modified = essentials.instant("lastModifiedDateTime");
        return new AzureAlert(
                item.requiredText("id"),
                item.text("name", "unnamed alert"),
                essentials.text("severity", "unknown"),
                essentials.text("alertState", "unknown"),
                essentials.text("monitorCondition", "unknown"),
                essentials.text("monitorService"),
                essentials.text("signalType"),
                essentials.text("targetResource"),
                essentials.text("alertRule"),
                essentials.text("description"),
                started,
                modified == null ? started : modified,
                essentials.instant("monitorConditionResolvedDateTime"),
                new AlertDetails(
                        essentials.text("targetResourceName"),
                        essentials.text("targetResourceGroup"),
                        essentials.text("targetResourceType"),
                        essentials.text("sourceCreatedId"),
                        essentials.text("smartGroupId"),
                        essentials.part("actionStatus").flag("isSuppressed"),
                        properties.part("context").tree(),
                        properties.part("egressConfig").tree(),
                        properties.texts("customProperties")));
    }

    static AlertHistory history(JsonPart body, String guid) {
        JsonPart properties = body.part("properties");
        List<Modification> modifications = new ArrayList<>();
        for (JsonPart one : properties.parts("modifications")) {
            modifications.add(new Modification(
                    one.requiredText("modificationEvent"),
                    one.text("oldValue"),
                    one.text("newValue"),
                    one.requiredInstant("modifiedAt"),
                    one.text("modifiedBy"),
                    one.text("comments"),
                    one.text("description")));
        }
        return new AlertHistory(properties.text("alertId", guid), modifications);
    }

    static AlertSummary summary(JsonPart body) {
        JsonPart properties = body.part("properties");
        Long total = properties.whole("total");
        if (total == null) {
            throw properties.fault("a summary with a total");
        }
        return new AlertSummary(total, properties.whole("smartGroupsCount"), groups(properties));
    }

    private static List<Group> groups(JsonPart grouped) {
        List<Group> groups = new ArrayList<>();
        for (JsonPart value : grouped.parts("values")) {
            Long count = value.whole("count");
            if (count == null) {
                throw value.fault("a group with a count");
            }
            groups.add(new Group(grouped.text("groupedby", ""), value.text("name", ""), count, groups(value)));
        }
        return groups;
    }

    static ActivityLogAlertRule rule(JsonPart item) {
        JsonPart properties = item.part("properties");
        List<String> actionGroups = new ArrayList<>();
        for (JsonPart group : properties.part("actions").parts("actionGroups")) {
            actionGroups.add(group.requiredText("actionGroupId"));
        }
        return new ActivityLogAlertRule(
                item.requiredText("id"),
                item.requiredText("name"),
                !properties.has("enabled") || properties.flag("enabled"),
                properties.text("description"),
                properties.strings("scopes"),
                conditions(properties.part("condition"), "allOf"),
                actionGroups,
                item.texts("tags"));
    }

    private static List<Condition> conditions(JsonPart holder, String name) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonPart leaf : holder.parts(name)) {
            String equal = leaf.text("equals");
            conditions.add(new Condition(
                    leaf.text("field", ""),
                    equal == null ? List.of() : List.of(equal),
                    leaf.strings("containsAny"),
                    conditions(leaf, "anyOf")));
        }
        return conditions;
    }
}
