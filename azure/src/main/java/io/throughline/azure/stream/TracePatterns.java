package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsTable.Row;
import io.throughline.azure.logs.Masks;
import io.throughline.azure.logs.TraceQueries;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Lines of logs: counts by role, level and minute, and the patterns of each hour. Errors keep each their pattern; of the
 * rest the most frequent of a role and hour do, and what is left is one pattern with its count.
 */
final class TracePatterns implements TableStream.Reader {

    static final String NAME = "azure/traces";
    static final String COUNTS = "counts";
    static final String PATTERNS = "patterns";
    static final Duration STEP = Duration.ofMinutes(1);
    static final Duration GRID = Duration.ofHours(1);

    private static final int MOST_NAMES = 200;
    private static final int LONGEST_TITLE = 120;
    private static final Unit LINES = Unit.counting("line");

    /** What one pattern event speaks of. */
    private record Key(Instant hour, String role, Severity severity, String template) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = hour.compareTo(other.hour);
            order = order != 0 ? order : role.compareTo(other.role);
            order = order != 0 ? order : severity.compareTo(other.severity);
            return order != 0 ? order : template.compareTo(other.template);
        }
    }

    /** How often and when lines of a pattern came. */
    private record Seen(long items, Instant first, Instant last) {
        Seen with(Seen other) {
            return new Seen(
                    items + other.items,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    @Override
    public void read(Map<String, List<Row>> rows, Harvest harvest) {
        TreeMap<Key, Long> unseen = new TreeMap<>();
        for (Row row : rows.getOrDefault(COUNTS, List.of())) {
            Instant at = row.instant("Step").orElseThrow();
            String role = row.text("AppRoleName").orElse("");
            Severity severity = severityOf(row);
            long items = row.whole("Items").orElse(0);
            SeriesKey key = new SeriesKey(
                    harvest.role(role), ApplicationMetrics.LOG_COUNT, LINES, SeriesKind.DELTA, attributeOf(severity));
            harvest.count(key, STEP, at, items);
            harvest.notes().sampled(items, row.whole("Stored").orElse(0));
            unseen.merge(new Key(TimeWindow.onGrid(at, GRID).from(), role, severity, ""), items, Long::sum);
        }
        Map<Key, Seen> patterns = patterns(rows.getOrDefault(PATTERNS, List.of()), harvest);
        TopNames top = new TopNames(MOST_NAMES);
        patterns.forEach((key, seen) -> {
            if (!isError(key.severity())) {
                top.count(key.role(), key.hour(), key.severity() + key.template(), seen.items());
            }
        });
        patterns.forEach((key, seen) -> {
            if (isError(key.severity()) || top.keeps(key.role(), key.hour(), key.severity() + key.template())) {
                deliver(key, seen, harvest);
                unseen.computeIfPresent(
                        new Key(key.hour(), key.role(), key.severity(), ""), (whole, left) -> left - seen.items());
            }
        });
        unseen.forEach((key, left) -> {
            if (left > 0) {
                Key other = new Key(key.hour(), key.role(), key.severity(), TopNames.OTHER);
                deliver(other, new Seen(left, key.hour(), key.hour().plus(GRID)), harvest);
                harvest.notes()
                        .say("lines beyond the " + MOST_NAMES + " most frequent patterns of a role and hour are counted"
                                + " under " + TopNames.OTHER);
            }
        });
    }

    private static Map<Key, Seen> patterns(List<Row> rows, Harvest harvest) {
        TreeMap<Key, Seen> patterns = new TreeMap<>();
        for (Row row : rows) {
            Instant hour = row.instant("Window").orElseThrow();
            // The service masked the line already; a second time, should its expressions work otherwise than ours.
            String template = Masks.shapeOf(row.text("Shape").orElse(""));
            Key key = new Key(hour, row.text("AppRoleName").orElse(""), severityOf(row), template);
            Seen seen = new Seen(
                    row.whole("Items").orElse(0),
                    row.instant("First").orElse(hour),
                    row.instant("Last").orElse(hour.plus(GRID)));
            patterns.merge(key, seen, Seen::with);
        }
        if (rows.size() >= TraceQueries.MOST_PATTERNS) {
            harvest.notes()
                    .say("an answer held " + TraceQueries.MOST_PATTERNS + " patterns, the most that is asked for: the"
                            + " lines of all others are counted under " + TopNames.OTHER);
        }
        return patterns;
    }

    private static void deliver(Key key, Seen seen, Harvest harvest) {
        EntityId role = harvest.role(key.role());
        String template = key.template();
        String title = template.equals(TopNames.OTHER)
                ? seen.items() + " lines of rarer patterns"
                : template.substring(0, Math.min(LONGEST_TITLE, template.length()));
        harvest.event(new LogPattern(
                new EventHeader(
                        role,
                        harvest.workspace().environment(),
                        seen.first(),
                        seen.last(),
                        title,
                        attributeOf(key.severity()),
                        new Provenance(
                                NAME,
                                String.join(
                                        "/",
                                        role.toString(),
                                        key.hour().toString(),
                                        nameOf(key.severity()),
                                        UUID.nameUUIDFromBytes(template.getBytes(StandardCharsets.UTF_8))
                                                .toString()),
                                null)),
                template,
                key.severity(),
                seen.items()));
    }

    /** Returns the level of a row. */
    static Severity severityOf(Row row) {
        return switch (Math.toIntExact(row.whole("SeverityLevel").orElse(-1))) {
            case 0 -> Severity.VERBOSE;
            case 1 -> Severity.INFORMATIONAL;
            case 2 -> Severity.WARNING;
            case 3 -> Severity.ERROR;
            case 4 -> Severity.CRITICAL;
            default -> Severity.UNKNOWN;
        };
    }

    static String nameOf(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static Attributes attributeOf(Severity severity) {
        return Attributes.of(ApplicationMetrics.LOG_SEVERITY, nameOf(severity));
    }

    private static boolean isError(Severity severity) {
        return severity == Severity.ERROR || severity == Severity.CRITICAL;
    }
}
