package io.throughline.azure.stream;

import io.throughline.azure.logs.LogsTable.Row;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Availability tests, each an entity of its own: runs by location, and an event when a test's health changes. A test is
 * available while its last runs at all locations succeed, unavailable while they all fail, else degraded; a location that
 * was silent for an hour does not count.
 */
final class Availability {

    static final String NAME = "azure/availability";
    static final String RUNS = "runs";
    static final String STATES = "states";
    static final Duration STEP = Duration.ofMinutes(5);
    static final String METHOD = "the uptime of a test is 1 - failed runs / runs over all its locations; a run that was"
            + " never made does not count";

    private static final Duration SILENCE = Duration.ofHours(1);
    private static final Unit RUN = Unit.counting("run");

    private Availability() {}

    /**
     * Returns what must be looked at to know a window's changes: the state before the first run is told by the hour
     * before the run before it.
     */
    static TimeWindow reach(TimeWindow window) {
        return new TimeWindow(window.from().minus(SILENCE.multipliedBy(2)), window.to());
    }

    static void read(Map<String, List<Row>> rows, Harvest harvest) {
        for (Row row : rows.getOrDefault(RUNS, List.of())) {
            long items = row.whole("Items").orElse(0);
            EntityId test = test(harvest, row.text("Name").orElse(""));
            Attributes location = Attributes.builder()
                    .put(ApplicationMetrics.LOCATION, row.text("Location").orElse(null))
                    .build();
            Instant at = row.instant("Step").orElseThrow();
            harvest.count(
                    new SeriesKey(test, ApplicationMetrics.RUNS, RUN, SeriesKind.DELTA, location), STEP, at, items);
            harvest.count(
                    new SeriesKey(test, ApplicationMetrics.RUNS_FAILED, RUN, SeriesKind.DELTA, location),
                    STEP,
                    at,
                    row.whole("Failures").orElse(0));
            harvest.histogram(
                            new SeriesKey(
                                    test,
                                    ApplicationMetrics.RUN_DURATION,
                                    Unit.SECONDS,
                                    SeriesKind.HISTOGRAM,
                                    location),
                            STEP,
                            at)
                    .durations(row, items);
            harvest.notes().sampled(items, row.whole("Stored").orElse(0));
        }
        states(rows.getOrDefault(STATES, List.of())).forEach((name, runs) -> changes(name, runs, harvest));
    }

    /** A run of a test. */
    private record Run(Instant at, String location, boolean success) {}

    private static Map<String, List<Run>> states(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.text("Name").orElse(""),
                        TreeMap::new,
                        Collectors.mapping(
                                row -> new Run(
                                        row.instant("At").orElseThrow(),
                                        row.text("Location").orElse(""),
                                        row.truth("Success").orElse(true)),
                                Collectors.toList())));
    }

    private static void changes(String name, List<Run> runs, Harvest harvest) {
        List<Run> ordered = runs.stream()
                .distinct()
                .sorted(Comparator.comparing(Run::at).thenComparing(Run::location))
                .toList();
        TreeMap<String, Run> last = new TreeMap<>();
        @Nullable Health before = null;
        @Nullable Instant beforeAt = null;
        for (Run run : ordered) {
            last.put(run.location(), run);
            last.values().removeIf(known -> known.at().isBefore(run.at().minus(SILENCE)));
            Health now = healthOf(last);
            boolean known = beforeAt != null && !beforeAt.isBefore(run.at().minus(SILENCE));
            Health previous = known ? before : null;
            // Of a test that is seen for the first time only what is wrong is news.
            boolean changed = previous == null ? now != Health.AVAILABLE : previous != now;
            if (changed && harvest.window().contains(run.at())) {
                harvest.event(event(test(harvest, name), name, previous, now, run, last, harvest));
            }
            before = now;
            beforeAt = run.at();
        }
    }

    private static Health healthOf(Map<String, Run> last) {
        long failing = last.values().stream().filter(run -> !run.success()).count();
        return failing == 0 ? Health.AVAILABLE : failing == last.size() ? Health.UNAVAILABLE : Health.DEGRADED;
    }

    private static HealthTransition event(
            EntityId test,
            String name,
            @Nullable Health previous,
            Health now,
            Run run,
            Map<String, Run> last,
            Harvest harvest) {
        List<String> failing = last.values().stream()
                .filter(known -> !known.success())
                .map(Run::location)
                .toList();
        String cause = failing.isEmpty()
                ? "succeeds at all of " + last.size() + " locations"
                : "fails at " + failing.size() + " of " + last.size() + " locations: " + String.join(", ", failing);
        return new HealthTransition(
                new EventHeader(
                        test,
                        harvest.workspace().environment(),
                        run.at(),
                        run.at(),
                        "Availability test " + name + " " + cause,
                        Attributes.of(ApplicationMetrics.LOCATION, run.location()),
                        new Provenance(NAME, test + "/" + run.at() + "/" + run.location(), null)),
                previous,
                now,
                cause);
    }

    private static EntityId test(Harvest harvest, String name) {
        Workspace workspace = harvest.workspace();
        String shown = name.isBlank() ? "(unnamed test)" : name.strip();
        String id = workspace.id() + "/" + shown;
        return harvest.entity(new Entity(
                new EntityId(AzureEntities.SYSTEM, "availability-test", id),
                EntityKind.OTHER,
                shown,
                null,
                workspace.environment(),
                Attributes.empty(),
                new Provenance(NAME, id, null)));
    }
}
