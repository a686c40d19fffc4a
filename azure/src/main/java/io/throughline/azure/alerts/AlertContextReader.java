package io.throughline.azure.alerts;

import io.throughline.azure.alerts.AlertContext.Condition;
import io.throughline.azure.alerts.AlertContext.ResultTable;
import io.throughline.azure.internal.JsonPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells the forms of an alert's context apart by what is in them: their names change, their members seldom. */
final class AlertContextReader {

    /** Who did something; never kept. */
    private static final Set<String> PEOPLE = Set.of("caller", "claims", "httpRequest");

    private AlertContextReader() {}

    static AlertContext read(JsonPart context) {
        Map<String, Object> tree = new LinkedHashMap<>(context.tree());
        tree.keySet().removeAll(PEOPLE);
        if (context.part("condition").isObject()) {
            return criteria(context, tree);
        }
        String search = first(context, "SearchQuery", "searchQuery");
        if (search != null) {
            return search(context, search, tree);
        }
        String detector = context.text("SmartDetectorId");
        if (detector != null) {
            return new AlertContext.SmartDetection(
                    detector,
                    context.text("SmartDetectorName"),
                    context.text("DetectionSummary"),
                    context.text("DetectedValue"),
                    context.text("NormalValue"),
                    context.instantIfAny("AnalysisTimestamp"),
                    tree);
        }
        if (context.text("eventSource") != null || context.text("operationName") != null) {
            return new AlertContext.Activity(
                    context.text("eventSource"),
                    context.localizable("operationName"),
                    context.localizable("status"),
                    context.text("level"),
                    context.text("correlationId"),
                    context.instantIfAny("eventTimestamp"),
                    context.texts("properties"),
                    tree);
        }
        return new AlertContext.Other(tree);
    }

    private static AlertContext criteria(JsonPart context, Map<String, Object> tree) {
        JsonPart condition = context.part("condition");
        List<Condition> conditions = new ArrayList<>();
        for (JsonPart one : condition.parts("allOf")) {
            SortedMap<String, String> dimensions = new TreeMap<>();
            for (JsonPart dimension : one.parts("dimensions")) {
                dimensions.put(dimension.text("name", ""), dimension.text("value", ""));
            }
            String results = one.text("linkToFilteredSearchResultsAPI");
            conditions.add(new Condition(
                    one.text("metricName"),
                    one.text("metricNamespace"),
                    one.text("searchQuery"),
                    one.text("operator"),
                    one.decimal("threshold"),
                    one.text("timeAggregation"),
                    dimensions,
                    one.decimal("metricValue"),
                    one.text("webTestName"),
                    results == null ? one.text("linkToSearchResultsAPI") : results));
        }
        return new AlertContext.Criteria(
                context.text("conditionType"),
                condition.text("windowSize"),
                condition.instantIfAny("windowStartTime"),
                condition.instantIfAny("windowEndTime"),
                conditions,
                context.texts("properties"),
                tree);
    }

    private static AlertContext search(JsonPart context, String query, Map<String, Object> tree) {
        List<ResultTable> results = new ArrayList<>();
        for (JsonPart table : context.part("SearchResults").parts("tables")) {
            List<String> names = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (JsonPart column : table.parts("columns")) {
                names.add(column.text("name", ""));
                types.add(column.text("type", ""));
            }
            results.add(new ResultTable(
                    table.text("name", ""),
                    names,
                    types,
                    table.parts("rows").stream().map(JsonPart::values).toList()));
        }
        java.time.Instant to = context.instantIfAny("SearchIntervalEndtimeUtc");
        return new AlertContext.LogSearch(
                query,
                context.instantIfAny("SearchIntervalStartTimeUtc"),
                to == null ? context.instantIfAny("SearchIntervalEndTimeUtc") : to,
                context.whole("ResultCount"),
                context.text("Operator"),
                context.decimal("Threshold"),
                context.strings("AffectedConfigurationItems"),
                results,
                tree);
    }

    private static @Nullable String first(JsonPart part, String... names) {
        for (String name : names) {
            String text = part.text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
