package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsTable.Row;
import io.throughline.azure.logs.Masks;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What failed and how: requests by class of result and whether a call of theirs failed too, exceptions by problem. And
 * how many requests came from robots and tests, which the counts of requests include.
 */
final class Failures {

    static final String NAME = "azure/failures";
    static final String CLASSES = "classes";
    static final String SYNTHETIC = "synthetic";
    static final String PROBLEMS = "problems";
    static final Duration STEP = Duration.ofMinutes(1);

    private static final int MOST_PROBLEMS = 100;

    private Failures() {}

    static void read(Map<String, List<Row>> rows, Harvest harvest) {
        for (Row row : rows.getOrDefault(CLASSES, List.of())) {
            Attributes of = Attributes.builder()
                    .put(AttributeKeys.OPERATION, row.text("Name").orElse(""))
                    .put(ApplicationMetrics.RESULT_CLASS, row.text("Class").orElse("other"))
                    .put(ApplicationMetrics.CAUSE, row.text("Cause").orElse("unknown"))
                    .build();
            add(harvest, ApplicationMetrics.FAILURES_BY_CLASS, Unit.REQUESTS, of, row, "Items");
            sampled(harvest, row);
        }
        for (Row row : rows.getOrDefault(SYNTHETIC, List.of())) {
            Attributes none = Attributes.empty();
            add(harvest, ApplicationMetrics.SYNTHETIC_REQUESTS, Unit.REQUESTS, none, row, "Items");
            add(harvest, ApplicationMetrics.SYNTHETIC_FAILURES, Unit.REQUESTS, none, row, "Failures");
        }
        problems(rows.getOrDefault(PROBLEMS, List.of()), harvest);
    }

    private static void problems(List<Row> rows, Harvest harvest) {
        TopNames top = new TopNames(MOST_PROBLEMS);
        rows.forEach(row ->
                top.count(role(row), at(row), problem(row), row.whole("Items").orElse(0)));
        if (top.folds()) {
            harvest.notes()
                    .say("exceptions beyond the " + MOST_PROBLEMS
                            + " most frequent problems of a role and hour are counted under " + TopNames.OTHER);
        }
        for (Row row : rows) {
            boolean kept = top.keeps(role(row), at(row), problem(row));
            Attributes of = Attributes.builder()
                    .put(ApplicationMetrics.PROBLEM, kept ? problem(row) : TopNames.OTHER)
                    .put(ApplicationMetrics.LOG_SEVERITY, TracePatterns.nameOf(TracePatterns.severityOf(row)))
                    .put(ApplicationMetrics.HANDLED_AT, kept ? text(row, "HandledAt") : null)
                    .put(AttributeKeys.OPERATION, kept ? text(row, "Operation") : null)
                    .build();
            add(harvest, ApplicationMetrics.PROBLEMS, Unit.ERRORS, of, row, "Items");
            sampled(harvest, row);
        }
    }

    private static void add(Harvest harvest, String metric, Unit unit, Attributes of, Row row, String column) {
        harvest.count(
                new SeriesKey(harvest.role(role(row)), metric, unit, SeriesKind.DELTA, of),
                STEP,
                at(row),
                row.whole(column).orElse(0));
    }

    private static void sampled(Harvest harvest, Row row) {
        harvest.notes()
                .sampled(row.whole("Items").orElse(0), row.whole("Stored").orElse(0));
    }

    private static Instant at(Row row) {
        return row.instant("Step").orElseThrow();
    }

    private static String role(Row row) {
        return row.text("AppRoleName").orElse("");
    }

    /** Browsers put the message into it. */
    private static String problem(Row row) {
        return Masks.shapeOf(row.text("Problem").orElse(""));
    }

    private static @org.jspecify.annotations.Nullable String text(Row row, String column) {
        return row.text(column).filter(text -> !text.isBlank()).orElse(null);
    }
}
