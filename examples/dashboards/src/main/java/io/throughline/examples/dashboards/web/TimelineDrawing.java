package io.throughline.examples.dashboards.web;

import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.TimelineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where an incident's timeline is drawn: a lane for each system, time from left to right in percent of the width.
 *
 * @param lanes from top to bottom
 * @param ticks labelled instants
 * @param start place of the onset, percent
 * @param width how long it lasted so far, percent of the width
 */
public record TimelineDrawing(List<Lane> lanes, List<Tick> ticks, String start, String width) {

    private static final List<String> ORDER = List.of("sonarcloud", "azure", "sentry", "jira");
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};
    private static final int MOST_TICKS = 9;

    /**
     * One system.
     *
     * @param system the system
     * @param marks what it told, by time
     */
    public record Lane(String system, List<Mark> marks) {}

    /**
     * One entry of the timeline.
     *
     * @param row what it stands for
     * @param x where it begins, percent of the width
     * @param width how long it lasts, percent of the width; {@code 0} for an instant
     */
    public record Mark(TimelineRow row, String x, String width) {}

    /**
     * A labelled instant.
     *
     * @param x percent of the width
     * @param label the time
     */
    public record Tick(String x, String label) {}

    /** Places the timeline of an incident. */
    public static TimelineDrawing of(IncidentView incident) {
        Instant to = incident.axisTo();
        Stream<String> others =
                incident.timeline().stream().map(TimelineRow::lane).filter(lane -> !ORDER.contains(lane));
        List<Lane> lanes = Stream.concat(ORDER.stream(), others.distinct().sorted())
                .map(system -> lane(incident, system))
                .toList();
        Instant end = incident.end();
        Instant until = end == null ? incident.dataTo() : end;
        return new TimelineDrawing(
                lanes,
                ticks(incident),
                percent(incident, incident.start()),
                share(incident, incident.start(), until.isAfter(to) ? to : until));
    }

    private static Lane lane(IncidentView incident, String system) {
        List<Mark> marks = new ArrayList<>();
        for (TimelineRow row : incident.timeline()) {
            if (row.lane().equals(system)) {
                Instant until = row.until();
                Instant end = until != null ? until : row.episode() ? incident.dataTo() : row.latest();
                Instant last = end.isAfter(incident.axisTo()) ? incident.axisTo() : end;
                marks.add(new Mark(row, percent(incident, row.earliest()), share(incident, row.earliest(), last)));
            }
        }
        return new Lane(system, marks);
    }

    private static List<Tick> ticks(IncidentView incident) {
        long minutes = Duration.between(incident.axisFrom(), incident.axisTo()).toMinutes();
        int step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && minutes / STEPS[i] <= MOST_TICKS; i--) {
            step = STEPS[i];
        }
        List<Tick> ticks = new ArrayList<>();
        long width = step * 60L;
        long first = -Math.floorDiv(-incident.axisFrom().getEpochSecond(), width) * width;
        for (long at = first; at < incident.axisTo().getEpochSecond(); at += width) {
            Instant instant = Instant.ofEpochSecond(at);
            ticks.add(new Tick(percent(incident, instant), Show.minute(instant)));
        }
        return ticks;
    }

    private static String percent(IncidentView incident, Instant at) {
        return share(incident, incident.axisFrom(), at);
    }

    private static String share(IncidentView incident, Instant from, Instant to) {
        double length = Duration.between(incident.axisFrom(), incident.axisTo()).toMillis();
        double share = Math.max(0, Duration.between(from, to).toMillis() / length);
        return String.format(Locale.ROOT, "%.3f", Math.min(1, share) * 100);
    }
}
