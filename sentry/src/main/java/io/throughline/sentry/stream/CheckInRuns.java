package io.throughline.sentry.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import io.throughline.sentry.monitor.SentryCheckIn;
import io.throughline.sentry.monitor.SentryMonitor;
import io.throughline.sentry.project.SentryProject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes transitions of health out of check-ins: one for each run of the same health within a grid window. */
final class CheckInRuns {

    private final ProjectDirectory directory;
    private final Duration grid;

    CheckInRuns(ProjectDirectory directory, Duration grid) {
        this.directory = directory;
        this.grid = grid;
    }

    /** Returns the transitions of a monitor, by environment and time. What is under way or unknown counts as neither. */
    List<Event> of(SentryMonitor monitor, SentryProject project, List<SentryCheckIn> checkIns) {
        SortedMap<String, List<SentryCheckIn>> byEnvironment = new TreeMap<>();
        checkIns.stream()
                .filter(checkIn -> checkIn.isOk() || checkIn.isFailure())
                .sorted(Comparator.comparing(SentryCheckIn::dateCreated).thenComparing(SentryCheckIn::id))
                .forEach(checkIn -> byEnvironment
                        .computeIfAbsent(
                                checkIn.environment() == null ? "" : checkIn.environment(), name -> new ArrayList<>())
                        .add(checkIn));
        List<Event> events = new ArrayList<>();
        byEnvironment.forEach((environment, reports) -> {
            List<SentryCheckIn> run = new ArrayList<>();
            Health previous = null;
            for (SentryCheckIn report : reports) {
                boolean sameDay = !run.isEmpty() && window(run.get(0)).equals(window(report));
                if (!run.isEmpty() && !(sameDay && run.get(0).isOk() == report.isOk())) {
                    events.add(transition(monitor, project, environment, previous, run));
                    previous = sameDay ? health(run) : null;
                    run = new ArrayList<>();
                }
                run.add(report);
            }
            events.add(transition(monitor, project, environment, previous, run));
        });
        return events;
    }

    private Instant window(SentryCheckIn checkIn) {
        return Grid.windowOf(checkIn.dateCreated().toEpochMilli(), grid);
    }

    private static Health health(List<SentryCheckIn> run) {
        return run.get(0).isOk() ? Health.AVAILABLE : Health.UNAVAILABLE;
    }

    private Event transition(
            SentryMonitor monitor,
            SentryProject project,
            String environment,
            @Nullable Health previous,
            List<SentryCheckIn> run) {
        Map<String, Long> counts =
                run.stream().collect(Collectors.groupingBy(SentryCheckIn::status, TreeMap::new, Collectors.counting()));
        String what = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        EventHeader header = new EventHeader(
                directory.idOf(project),
                environment.isEmpty() ? null : environment,
                run.get(0).dateCreated(),
                run.get(run.size() - 1).dateCreated(),
                "Cron monitor " + monitor.name() + ": " + what,
                Attributes.builder().put("sentry.monitor", monitor.slug()).build(),
                new Provenance(
                        MonitorsStream.NAME,
                        monitor.id() + ":" + run.get(0).id(),
                        directory.webPage("crons/" + project.slug() + "/" + monitor.slug() + "/")));
        return new HealthTransition(header, previous, health(run), run.get(0).isOk() ? null : what + " check-ins");
    }
}
