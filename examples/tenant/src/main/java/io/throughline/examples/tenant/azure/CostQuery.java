package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.wire.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A question to Cost Management.
 *
 * @param from first day
 * @param to last day, inclusive
 * @param granularity {@code Daily}, {@code Monthly} or {@code None}
 * @param aggregates names of columns, in order
 * @param filter a node of the body; missing if there is none
 */
record CostQuery(
        LocalDate from,
        LocalDate to,
        String granularity,
        List<String> aggregates,
        List<Group> groups,
        JsonNode filter) {

    private static final Set<String> AGGREGATES =
            Set.of("Cost", "PreTaxCost", "CostUSD", "PreTaxCostUSD", "UsageQuantity");

    /** What rows are grouped by: a dimension, or the values of a tag. */
    record Group(boolean tag, String name) {}

    CostQuery {
        aggregates = List.copyOf(aggregates);
        groups = List.copyOf(groups);
    }

    /** Reads a request's body; {@code today} is what the relative timeframes are relative to. */
    static CostQuery of(JsonNode body, LocalDate today) {
        String type = body.path("type").asText("");
        if (!Set.of("ActualCost", "AmortizedCost", "Usage").contains(type)) {
            throw refused("Invalid query definition: Invalid type '" + type + "'.");
        }
        JsonNode dataset = body.path("dataset");
        LocalDate[] period = period(body, today);
        if (period[1].isBefore(period[0])) {
            throw refused("Invalid query definition: the time period ends before it begins.");
        }
        if (ChronoUnit.DAYS.between(period[0], period[1]) > 366) {
            throw refused("Invalid query definition: The time period for pulling the data cannot exceed 1 year(s).");
        }
        return new CostQuery(
                period[0],
                period[1],
                granularity(dataset.path("granularity").asText("None")),
                aggregates(dataset.path("aggregation")),
                groups(dataset.path("grouping")),
                dataset.path("filter"));
    }

    private static String granularity(String text) {
        for (String known : List.of("Daily", "Monthly", "None")) {
            if (known.equalsIgnoreCase(text)) {
                return known;
            }
        }
        throw refused("Invalid query definition: Invalid granularity '" + text + "'.");
    }

    private static LocalDate[] period(JsonNode body, LocalDate today) {
        String timeframe = body.path("timeframe").asText("");
        LocalDate first = today.withDayOfMonth(1);
        YearMonth last = YearMonth.from(today).minusMonths(1);
        return switch (timeframe) {
            case "MonthToDate", "BillingMonthToDate" -> new LocalDate[] {first, today};
            case "TheLastMonth", "TheLastBillingMonth" -> new LocalDate[] {last.atDay(1), last.atEndOfMonth()};
            case "WeekToDate" ->
                new LocalDate[] {today.minusDays(today.getDayOfWeek().getValue() % 7), today};
            case "Custom" -> new LocalDate[] {day(body.path("timePeriod"), "from"), day(body.path("timePeriod"), "to")};
            default -> throw refused("Invalid query definition: Invalid timeframe '" + timeframe + "'.");
        };
    }

    private static LocalDate day(JsonNode period, String member) {
        String text = period.path(member).asText("");
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            throw refused("Invalid query definition: timePeriod." + member + " is no time: '" + text + "'.");
        }
    }

    private static List<String> aggregates(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.forEach(aggregate -> {
            String name = aggregate.path("name").asText("");
            String known = AGGREGATES.stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> refused("Invalid query definition: Invalid aggregation column '" + name + "'."));
            if (!aggregate.path("function").asText("").equalsIgnoreCase("Sum")) {
                throw refused("Invalid query definition: the only function is Sum.");
            }
            names.add(known);
        });
        if (names.size() > 2) {
            throw refused("Invalid query definition: Dataset aggregation can have at most 2 entries.");
        }
        return names.isEmpty() ? List.of("PreTaxCost") : names;
    }

    private static List<Group> groups(JsonNode node) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : node) {
            String type = group.path("type").asText("").toLowerCase(Locale.ROOT);
            String name = group.path("name").asText("");
            switch (type) {
                case "dimension" -> groups.add(new Group(false, CostDimensions.known(name)));
                case "tag", "tagkey" -> groups.add(new Group(true, name));
                default -> throw refused("Invalid query definition: Invalid grouping type '" + type + "'.");
            }
        }
        if (groups.size() > 2) {
            throw refused("Invalid query definition: Dataset grouping can have at most 2 entries.");
        }
        return groups;
    }

    static Refusal refused(String message) {
        return AzureErrors.refusal(400, "BadRequest", message);
    }
}
