package io.throughline.azure.alerts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a monitor saw when it fired an alert; its form depends on the monitor. */
public sealed interface AlertContext {

    /**
     * Returns all that the monitor sent, as unmodifiable maps, lists, texts, {@link Long}s, {@link BigDecimal}s and {@link
     * Boolean}s; but for who did something, which is left out ({@code caller}, {@code claims}, {@code httpRequest}).
     */
    Map<String, Object> tree();

    /**
     * Conditions on metrics or on the results of a log search.
     *
     * @param type the service's word for their form: {@code SingleResourceMultipleMetricCriteria}, {@code
     *     DynamicThresholdCriteria}, {@code WebtestLocationAvailabilityCriteria}, {@code LogQueryCriteria}…, or null
     * @param windowSize ISO 8601 length of the evaluated window, or null
     * @param windowStart first instant of the evaluated window, UTC, or null
     * @param windowEnd its end, UTC, or null
     * @param conditions all of which held
     * @param properties what the rule's authors added
     * @param tree all of it
     */
    record Criteria(
            @Nullable String type,
            @Nullable String windowSize,
            @Nullable Instant windowStart,
            @Nullable Instant windowEnd,
            List<Condition> conditions,
            Map<String, String> properties,
            Map<String, Object> tree)
            implements AlertContext {

        public Criteria {
            conditions = List.copyOf(conditions);
            properties = Map.copyOf(properties);
            tree = Map.copyOf(tree);
        }
    }

    /**
     * One condition.
     *
     * @param metric name of the metric, or null for a log search
     * @param namespace its namespace, or null
     * @param query text of the log search, or null for a metric
     * @param operator the service's word, {@code GreaterThan}…, or null
     * @param threshold what was compared to, in the metric's own unit, or null where it is learned or not a number
     * @param aggregation the service's word, {@code Total}, {@code Count}…, or null
     * @param dimensions values that tell this series from the others of the metric
     * @param value what was seen, in the metric's own unit, or null
     * @param webTest name of the availability test, or null
     * @param results address of the search's results for programs, or null
     */
    record Condition(
            @Nullable String metric,
            @Nullable String namespace,
            @Nullable String query,
            @Nullable String operator,
            @Nullable BigDecimal threshold,
            @Nullable String aggregation,
            SortedMap<String, String> dimensions,
            @Nullable BigDecimal value,
            @Nullable String webTest,
            @Nullable String results) {

        public Condition {
            dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        }
    }

    /**
     * A log search of the first generation.
     *
     * @param query text of the search
     * @param from first instant searched, UTC, or null
     * @param to end of what was searched, UTC, or null
     * @param resultCount rows found, or null
     * @param operator the service's word, {@code Greater Than}…, or null
     * @param threshold what the number of rows was compared to, or null
     * @param affectedItems computers and the like that the rows name
     * @param results the rows, if the rule sends them along; empty otherwise
     * @param tree all of it
     */
    record LogSearch(
            String query,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long resultCount,
            @Nullable String operator,
            @Nullable BigDecimal threshold,
            List<String> affectedItems,
            List<ResultTable> results,
            Map<String, Object> tree)
            implements AlertContext {

        public LogSearch {
            affectedItems = List.copyOf(affectedItems);
            results = List.copyOf(results);
            tree = Map.copyOf(tree);
        }
    }

    /**
     * Rows that a log search found.
     *
     * @param name the table's name
     * @param columns names of the columns
     * @param types the service's words for their types, as many
     * @param rows cells as texts, numbers, truth values or null, as many as columns
     */
    record ResultTable(String name, List<String> columns, List<String> types, List<List<@Nullable Object>> rows) {

        public ResultTable {
            columns = List.copyOf(columns);
            types = List.copyOf(types);
            List<List<@Nullable Object>> copy = new ArrayList<>();
            rows.forEach(row -> copy.add(Collections.unmodifiableList(new ArrayList<@Nullable Object>(row))));
            rows = Collections.unmodifiableList(copy);
        }
    }

    /**
     * An entry of the activity log, which Service Health and Resource Health write to as well.
     *
     * @param source what wrote it: {@code Administrative}, {@code ServiceHealth}, {@code ResourceHealth}…, or null
     * @param operation what was done, or null
     * @param status how it stands: {@code Succeeded}, {@code Active}…, or null
     * @param level the service's word, {@code Informational}…, or null
     * @param correlationId what entries of one operation share, or null
     * @param at when, UTC, or null
     * @param properties what belongs to the source, such as {@code currentHealthStatus} or {@code incidentType}
     * @param tree all of it
     */
    record Activity(
            @Nullable String source,
            @Nullable String operation,
            @Nullable String status,
            @Nullable String level,
            @Nullable String correlationId,
            @Nullable Instant at,
            Map<String, String> properties,
            Map<String, Object> tree)
            implements AlertContext {

        public Activity {
            properties = Map.copyOf(properties);
            tree = Map.copyOf(tree);
        }
    }

    /**
     * What smart detection of Application Insights noticed.
     *
     * @param detectorId the detector, {@code FailureAnomaliesDetector}…
     * @param detectorName its name for people, or null
     * @param summary what was noticed, or null
     * @param detectedValue the value with its unit in words, or null
     * @param normalValue what is usual, in words, or null
     * @param analysedAt when, UTC, or null
     * @param tree all of it
     */
    record SmartDetection(
            String detectorId,
            @Nullable String detectorName,
            @Nullable String summary,
            @Nullable String detectedValue,
            @Nullable String normalValue,
            @Nullable Instant analysedAt,
            Map<String, Object> tree)
            implements AlertContext {

        public SmartDetection {
            tree = Map.copyOf(tree);
        }
    }

    /**
     * Of a form that this version does not know.
     *
     * @param tree all of it
     */
    record Other(Map<String, Object> tree) implements AlertContext {

        public Other {
            tree = Map.copyOf(tree);
        }
    }
}
