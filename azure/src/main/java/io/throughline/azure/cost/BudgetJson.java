package io.throughline.azure.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.core.http.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads budgets as Consumption writes them. */
final class BudgetJson {

    private BudgetJson() {}

    /** Returns the budget; empty if it has no id, name or amount. */
    static Optional<Budget> read(JsonNode item) {
        JsonNode properties = item.path("properties");
        String id = item.path("id").asText("");
        String name = item.path("name").asText("");
        BigDecimal amount = number(properties.path("amount"));
        if (id.isBlank() || name.isBlank() || amount == null) {
            return Optional.empty();
        }
        return Optional.of(new Budget(
                id,
                name,
                properties.path("category").asText("unknown"),
                amount,
                properties.path("timeGrain").asText("unknown"),
                instant(properties.at("/timePeriod/startDate")),
                instant(properties.at("/timePeriod/endDate")),
                money(properties.path("currentSpend")),
                money(properties.path("forecastSpend")),
                !properties.path("filter").isEmpty()
                        || !properties.path("filters").isEmpty(),
                notifications(properties.path("notifications"))));
    }

    private static List<Budget.Notification> notifications(JsonNode node) {
        List<Budget.Notification> notifications = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            BigDecimal percent = number(value.path("threshold"));
            List<String> groups = new ArrayList<>();
            value.path("contactGroups").forEach(group -> groups.add(group.asText()));
            notifications.add(new Budget.Notification(
                    entry.getKey(),
                    value.path("enabled").asBoolean(false),
                    value.path("thresholdType").asText("").equalsIgnoreCase("Forecasted"),
                    value.path("operator").asText("unknown"),
                    percent == null ? BigDecimal.ZERO : percent.movePointLeft(2),
                    groups));
        }
        return notifications;
    }

    private static @Nullable Money money(JsonNode node) {
        BigDecimal amount = number(node.path("amount"));
        String unit = node.path("unit").asText("").toUpperCase(Locale.ROOT);
        return amount == null || !Money.isCode(unit) ? null : new Money(amount, unit);
    }

    /** Numbers come as numbers, or as texts. */
    private static @Nullable BigDecimal number(JsonNode node) {
        try {
            return node.isNumber() || node.isTextual()
                    ? new BigDecimal(node.asText().strip())
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode node) {
        try {
            return node.isTextual() ? Timestamps.parse(node.asText()) : null;
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }
}
