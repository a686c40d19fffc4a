package io.throughline.examples.dashboards.web;

import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.TimelineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an incident's timeline is drawn: a lane for each system, time from left to right in percent of the width.
 *
 * @param height height of all lanes
 * @param lanes from top to bottom
 * @param ticks labelled instants
 * @param start place of the onset, percent
 * @param width how long it lasted so far, percent of the width
 */
public record TimelineDrawing(int height, List<Lane> lanes, List<Tick> ticks, String start, String width) {

    private static final List<String> ORDER = List.of("sonarcloud", "azure", "sentry", "jira");
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};
    private static final int MOST_TICKS = 9;
    private static final int ROW = 14;
    private static final int PADDING = 7;
    /** What a mark needs so that it is not covered by the next, as a share of the width. */
    private static final double LEAST_WIDTH = 0.014;

    /**
     * One system.
     *
     * @param system the system
     * @param y upper edge
     * @param height height, for as many marks as overlap
     * @param marks what it told, by time
     * @param absent why nothing is there, or null if nothing is missing
     */
    public record Lane(
            String system,
            int y,
            int height,
            List<Mark> marks,
            @Nullable String absent) {}

    /**
     * One entry of the timeline.
     *
     * @param row what it stands for
     * @param x where it begins, percent of the width
     * @param width how long it lasts, percent of the width; {@code 0} for an instant
     * @param sure from where on it surely lasts, percent of the width
     * @param sureWidth how long from there, percent of the width
     * @param y its middle
     */
    public record Mark(TimelineRow row, String x, String width, String sure, String sureWidth, int y) {}

    /**
     * A labelled instant.
     *
     * @param x percent of the width
     * @param label the time
     */
    public record Tick(String x, String label) {}

    /** Places the timeline of an incident. */
    public static TimelineDrawing of(IncidentView incident) {
        Stream<String> others = incident.timeline().stream()
                .map(TimelineRow::lane)
                .filter(lane -> !ORDER.contains(lane))
                .distinct()
                .sorted();
        List<Lane> lanes = new ArrayList<>();
        int y = 0;
        for (String system : Stream.concat(ORDER.stream(), others).toList()) {
            Lane lane = lane(incident, system, y);
            lanes.add(lane);
            y += lane.height();
        }
        Instant end = incident.end();
        return new TimelineDrawing(
                y,
                lanes,
                ticks(incident),
                percent(share(incident, incident.axisFrom(), incident.start())),
                percent(share(incident, incident.start(), end == null ? incident.dataTo() : end)));
    }

    private static Lane lane(IncidentView incident, String system, int y) {
        List<Mark> marks = new ArrayList<>();
        List<Double> taken = new ArrayList<>();
        for (TimelineRow row : incident.timeline()) {
            if (row.key() && row.lane().equals(system)) {
                double x = share(incident, incident.axisFrom(), row.earliest());
                double width = share(incident, row.earliest(), until(incident, row));
                int line = 0;
                while (line < taken.size() && taken.get(line) > x) {
                    line++;
                }
                double end = x + Math.max(width, LEAST_WIDTH);
                if (line == taken.size()) {
                    taken.add(end);
                } else {
                    taken.set(line, end);
                }
                Instant until = until(incident, row);
                Instant sure = row.latest().isAfter(until) ? until : row.latest();
                marks.add(new Mark(
                        row,
                        percent(x),
                        percent(width),
                        percent(share(incident, incident.axisFrom(), sure)),
                        percent(share(incident, sure, until)),
                        y + PADDING + line * ROW + ROW / 2));
            }
        }
        int height = 2 * PADDING + Math.max(1, taken.size()) * ROW;
        return new Lane(system, y, height, marks, marks.isEmpty() ? absent(incident, system) : null);
    }

    private static @Nullable String absent(IncidentView incident, String system) {
        List<String> gaps = incident.sources().stream()
                .filter(source -> source.stream().startsWith(system + "/") && !source.whole())
                .map(source -> source.stream() + " " + Show.words(source.state()))
                .toList();
        return gaps.isEmpty() ? null : "no data because " + String.join(", ", gaps);
    }

    private static Instant until(IncidentView incident, TimelineRow row) {
        Instant until = row.until();
        Instant end = until != null ? until : row.episode() ? incident.dataTo() : row.latest();
        return end.isAfter(incident.axisTo()) ? incident.axisTo() : end;
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
            ticks.add(new Tick(percent(share(incident, incident.axisFrom(), instant)), Show.minute(instant)));
        }
        return ticks;
    }

    private static double share(IncidentView incident, Instant from, Instant to) {
        double length = Duration.between(incident.axisFrom(), incident.axisTo()).toMillis();
        return Math.min(1, Math.max(0, Duration.between(from, to).toMillis() / length));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f", share * 100);
    }
}
