package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsTable.Row;
import io.throughline.azure.logs.Masks;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What people do: page views, times of browsers, sessions and users by role; custom events. Nobody is told from another
 * here: ids of users and sessions never leave the service, only how many there were.
 */
final class Usage {

    static final String PAGES = "azure/pageviews";
    static final String EVENTS = "azure/events";
    static final Duration STEP = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    static final String VIEWS = "views";
    static final String TIMINGS = "timings";
    static final String AUDIENCE = "audience";
    static final String NAMES = "names";
    static final String MEASUREMENTS = "measurements";

    private static final int MOST_NAMES = 100;
    private static final Unit VIEW = Unit.counting("view");
    private static final Unit EVENT = Unit.counting("event");

    private Usage() {}

    static void pages(Map<String, List<Row>> rows, Harvest harvest) {
        views(rows.getOrDefault(VIEWS, List.of()), harvest);
        timings(rows.getOrDefault(TIMINGS, List.of()), harvest);
        audience(rows.getOrDefault(AUDIENCE, List.of()), harvest);
    }

    private static void views(List<Row> rows, Harvest harvest) {
        TopNames top = namesOf(rows, "page", harvest);
        for (Row row : rows) {
            Instant at = at(row);
            long items = items(row);
            EntityId role = harvest.role(role(row));
            Attributes page = named(ApplicationMetrics.PAGE, top.of(role(row), at, name(row)), row);
            harvest.count(
                    new SeriesKey(role, ApplicationMetrics.PAGE_VIEWS, VIEW, SeriesKind.DELTA, page), STEP, at, items);
            harvest.histogram(durations(role, ApplicationMetrics.PAGE_DURATION, page), STEP, at)
                    .durations(row, items);
            harvest.notes().sampled(items, row.whole("Stored").orElse(0));
        }
    }

    private static void timings(List<Row> rows, Harvest harvest) {
        TopNames top = namesOf(rows, "page", harvest);
        for (Row row : rows) {
            Instant at = at(row);
            Attributes page = named(ApplicationMetrics.PAGE, top.of(role(row), at, name(row)), row);
            String metric = ApplicationMetrics.BROWSER + row.text("Phase").orElse("total") + ".duration";
            harvest.histogram(durations(harvest.role(role(row)), metric, page), STEP, at)
                    .durations(row, items(row));
        }
    }

    private static void audience(List<Row> rows, Harvest harvest) {
        TopNames top = new TopNames(MOST_NAMES);
        rows.forEach(row -> top.count(role(row) + "/" + dimension(row), at(row), value(row), items(row)));
        long items = 0;
        long stored = 0;
        for (Row row : rows) {
            if (!top.keeps(role(row) + "/" + dimension(row), at(row), value(row))) {
                // Estimates of several values cannot be added: somebody may be in more than one of them.
                harvest.notes()
                        .say("sessions and users are told of the " + MOST_NAMES
                                + " most frequent releases, countries and browsers of a role and hour only");
                continue;
            }
            EntityId role = harvest.role(role(row));
            Attributes of = switch (dimension(row)) {
                case "release" -> Attributes.of(AttributeKeys.SERVICE_VERSION, value(row));
                case "country" -> Attributes.of(ApplicationMetrics.COUNTRY, value(row));
                case "browser" -> Attributes.of(ApplicationMetrics.BROWSER_NAME, value(row));
                default -> Attributes.empty();
            };
            estimate(
                    harvest,
                    new SeriesKey(role, ApplicationMetrics.SESSIONS, Unit.counting("session"), SeriesKind.GAUGE, of),
                    row,
                    "Sessions");
            estimate(
                    harvest,
                    new SeriesKey(role, ApplicationMetrics.USERS, Unit.counting("user"), SeriesKind.GAUGE, of),
                    row,
                    "Users");
            if (dimension(row).equals("all")) {
                items += items(row);
                stored += row.whole("Stored").orElse(0);
            }
        }
        if (items > stored && stored > 0) {
            harvest.notes()
                    .say("sessions and users are lower bounds: one of "
                            + Math.round(items / (double) stored * 10) / 10.0
                            + " page views was kept by sampling, and who was only in the others is not counted");
        }
    }

    private static void estimate(Harvest harvest, SeriesKey key, Row row, String column) {
        row.whole(column).ifPresent(count -> harvest.highest(key, HOUR, at(row), (double) count));
    }

    static void events(Map<String, List<Row>> rows, Harvest harvest) {
        TopNames top = namesOf(rows.getOrDefault(NAMES, List.of()), "event", harvest);
        for (Row row : rows.getOrDefault(NAMES, List.of())) {
            Attributes event = named(ApplicationMetrics.EVENT, top.of(role(row), at(row), name(row)), row);
            SeriesKey key =
                    new SeriesKey(harvest.role(role(row)), ApplicationMetrics.EVENTS, EVENT, SeriesKind.DELTA, event);
            harvest.count(key, STEP, at(row), items(row));
            harvest.notes().sampled(items(row), row.whole("Stored").orElse(0));
        }
        measurements(rows.getOrDefault(MEASUREMENTS, List.of()), harvest);
    }

    private static void measurements(List<Row> rows, Harvest harvest) {
        TopNames top = new TopNames(MOST_NAMES);
        rows.forEach(row -> top.count(role(row), at(row), name(row) + "\n" + measurement(row), items(row)));
        for (Row row : rows) {
            Instant at = at(row);
            if (!top.keeps(role(row), at, name(row) + "\n" + measurement(row))) {
                harvest.notes()
                        .say("only the " + MOST_NAMES + " most frequent measurements of a role and hour are read");
                continue;
            }
            EntityId role = harvest.role(role(row));
            Attributes of = Attributes.of(
                    ApplicationMetrics.EVENT, name(row), ApplicationMetrics.MEASUREMENT, measurement(row));
            String metric = ApplicationMetrics.MEASUREMENT_MEAN;
            double total = row.real("Total").orElse(Double.NaN);
            harvest.mean(
                    new SeriesKey(role, metric, Unit.ONE, SeriesKind.GAUGE, of), STEP, at, total, (double) items(row));
            harvest.count(new SeriesKey(role, metric + ".count", EVENT, SeriesKind.DELTA, of), STEP, at, items(row));
            harvest.highest(
                    new SeriesKey(role, metric + ".max", Unit.ONE, SeriesKind.MAXIMUM, of),
                    STEP,
                    at,
                    row.real("Most").orElse(Double.NaN));
        }
    }

    private static TopNames namesOf(List<Row> rows, String what, Harvest harvest) {
        TopNames top = new TopNames(MOST_NAMES);
        rows.forEach(row -> top.count(role(row), at(row), name(row), items(row)));
        if (top.folds()) {
            harvest.notes()
                    .say("names beyond the " + MOST_NAMES + " most frequent of a role and hour are counted under "
                            + what + " " + TopNames.OTHER);
        }
        return top;
    }

    private static Attributes named(String key, String name, Row row) {
        boolean synthetic = row.truth("Synthetic").orElse(false);
        return Attributes.builder()
                .put(key, name)
                .put(ApplicationMetrics.SYNTHETIC_TYPE, synthetic ? "bot" : null)
                .build();
    }

    private static SeriesKey durations(EntityId role, String metric, Attributes of) {
        return new SeriesKey(role, metric, Unit.SECONDS, SeriesKind.HISTOGRAM, of);
    }

    private static Instant at(Row row) {
        return row.instant("Step").orElseThrow();
    }

    private static long items(Row row) {
        return row.whole("Items").orElse(0);
    }

    private static String role(Row row) {
        return row.text("AppRoleName").orElse("");
    }

    /** Titles of pages and names of events are free text, and may tell of a person. */
    private static String name(Row row) {
        return Masks.shapeOf(row.text("Name").orElse(""));
    }

    private static String measurement(Row row) {
        return Masks.shapeOf(row.text("Measurement").orElse(""));
    }

    private static String dimension(Row row) {
        return row.text("Dimension").orElse("all");
    }

    private static String value(Row row) {
        return row.text("Value").orElse("");
    }
}
