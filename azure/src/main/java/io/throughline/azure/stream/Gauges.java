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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics and performance counters that applications send. What is known by name gets its shared name and unit; of the
 * others the mean, the highest and the number of samples, with no unit as nobody tells one. The lowest is left out: there
 * is no kind of series that it could be combined in.
 */
final class Gauges {

    static final String METRICS = "azure/custom-metrics";
    static final String COUNTERS = "azure/counters";
    static final String ROWS = "rows";
    static final Duration STEP = Duration.ofMinutes(1);

    private static final int MOST_NAMES = 200;
    private static final int LONGEST_SLUG = 80;
    /** The counter's own instance: a disk, a core, a process. */
    private static final String COUNTER_INSTANCE = "azure.counter.instance";

    private Gauges() {}

    static void metrics(Map<String, List<Row>> rows, Harvest harvest) {
        TopNames top = new TopNames(MOST_NAMES);
        rows.getOrDefault(ROWS, List.of())
                .forEach(row -> top.count(
                        role(row),
                        at(row),
                        dimensioned(row),
                        row.whole("Samples").orElse(0)));
        for (Row row : rows.getOrDefault(ROWS, List.of())) {
            String name = row.text("Name").orElse("");
            if (!top.keeps(role(row), at(row), dimensioned(row))) {
                left(harvest, "metrics");
                continue;
            }
            Optional<KnownGauges.Known> known = KnownGauges.metric(name);
            if (known.isPresent()) {
                known(harvest, row, known.get(), dimensions(row, known.get(), name));
            } else {
                String shown = Masks.shapeOf(name);
                other(harvest, row, "azure.custom." + slugOf(shown), Attributes.of(AttributeKeys.VENDOR_METRIC, shown));
            }
        }
    }

    static void counters(Map<String, List<Row>> rows, Harvest harvest) {
        TopNames top = new TopNames(MOST_NAMES);
        rows.getOrDefault(ROWS, List.of())
                .forEach(row -> top.count(
                        role(row), at(row), counted(row), row.whole("Samples").orElse(0)));
        for (Row row : rows.getOrDefault(ROWS, List.of())) {
            String category = row.text("Category").orElse("");
            String counter = row.text("Counter").orElse("");
            if (!top.keeps(role(row), at(row), counted(row))) {
                left(harvest, "performance counters");
                continue;
            }
            String name = category + "|" + counter;
            Optional<KnownGauges.Known> known = KnownGauges.counter(category, counter);
            if (known.isPresent()) {
                known(harvest, row, known.get(), Attributes.of(AttributeKeys.VENDOR_METRIC, name));
            } else {
                Attributes of = Attributes.builder()
                        .put(AttributeKeys.VENDOR_METRIC, name)
                        .put(
                                COUNTER_INSTANCE,
                                row.text("Instance")
                                        .filter(text -> !text.isBlank())
                                        .orElse(null))
                        .build();
                other(harvest, row, "azure.counter." + slugOf(name), of);
            }
        }
    }

    private static Attributes dimensions(Row row, KnownGauges.Known known, String name) {
        KnownGauges.Family family = known.family();
        String state = known.state() != null ? known.state() : text(row, "State");
        return Attributes.builder()
                .put(AttributeKeys.VENDOR_METRIC, name)
                .put(family.part(), text(row, "Part"))
                .put(family.state(), state == null ? null : state.toLowerCase(Locale.ROOT))
                .put(AttributeKeys.SERVICE_INSTANCE_ID, family.isByInstance() ? text(row, "Instance") : null)
                .build();
    }

    private static void known(Harvest harvest, Row row, KnownGauges.Known known, Attributes of) {
        EntityId role = harvest.role(role(row));
        double total = row.real("Total").orElse(Double.NaN) * known.scale();
        if (known.kind() == SeriesKind.DELTA) {
            if (Double.isFinite(total)) {
                harvest.amount(
                        new SeriesKey(role, known.metric(), known.unit(), SeriesKind.DELTA, of), STEP, at(row), total);
            }
            return;
        }
        harvest.mean(
                new SeriesKey(role, known.metric(), known.unit(), SeriesKind.GAUGE, of),
                STEP,
                at(row),
                total,
                samples(row));
        highest(harvest, row, role, known.metric(), known.unit(), known.scale(), of);
    }

    private static void other(Harvest harvest, Row row, String metric, Attributes of) {
        EntityId role = harvest.role(role(row));
        harvest.mean(
                new SeriesKey(role, metric, Unit.ONE, SeriesKind.GAUGE, of),
                STEP,
                at(row),
                row.real("Total").orElse(Double.NaN),
                samples(row));
        harvest.amount(
                new SeriesKey(role, metric + ".count", Unit.counting("sample"), SeriesKind.DELTA, of),
                STEP,
                at(row),
                samples(row));
        highest(harvest, row, role, metric, Unit.ONE, 1, of);
    }

    private static void highest(
            Harvest harvest, Row row, EntityId role, String metric, Unit unit, double scale, Attributes of) {
        harvest.highest(
                new SeriesKey(role, metric + ".max", unit, SeriesKind.MAXIMUM, of),
                STEP,
                at(row),
                row.real("Most").orElse(Double.NaN) * scale);
    }

    private static void left(Harvest harvest, String what) {
        harvest.notes().say("only the " + MOST_NAMES + " " + what + " with most samples of a role and hour are read");
    }

    /** Returns what a metric is called within {@code azure.custom.}: lower case, other signs than dots as underscores. */
    static String slugOf(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replace("%", "percent")
                .replace("#", "number")
                .replaceAll("[^a-z0-9.]+", "_")
                .replaceAll("^[_.]+|[_.]+$", "");
        String cut = slug.substring(0, Math.min(LONGEST_SLUG, slug.length()));
        return cut.isEmpty() ? "unnamed" : cut;
    }

    private static String dimensioned(Row row) {
        return String.join(
                "\n",
                row.text("Name").orElse(""),
                row.text("Instance").orElse(""),
                row.text("Part").orElse(""),
                row.text("State").orElse(""));
    }

    private static String counted(Row row) {
        return String.join(
                "\n",
                row.text("Category").orElse(""),
                row.text("Counter").orElse(""),
                row.text("Instance").orElse(""));
    }

    private static double samples(Row row) {
        return (double) row.whole("Samples").orElse(0);
    }

    private static Instant at(Row row) {
        return row.instant("Step").orElseThrow();
    }

    private static String role(Row row) {
        return row.text("AppRoleName").orElse("");
    }

    private static @org.jspecify.annotations.Nullable String text(Row row, String column) {
        return row.text(column).filter(text -> !text.isBlank()).orElse(null);
    }
}
