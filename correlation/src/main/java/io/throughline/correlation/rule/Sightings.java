package io.throughline.correlation.rule;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what meets a condition in a window. */
final class Sightings {

    private final TelemetryWindow window;
    private final Scope scope;
    private final List<Episode> episodes;

    Sightings(TelemetryWindow window, Scope scope, List<Episode> episodes) {
        this.window = window;
        this.scope = scope;
        this.episodes = episodes;
    }

    /**
     * What was found.
     *
     * @param sightings what met the condition, in order
     * @param looked number of series that the condition looked at, or of entities whose events it did
     */
    record Found(List<Sighting> sightings, int looked) {

        Found {
            sightings = sightings.stream().sorted().toList();
        }
    }

    Found of(Condition condition) {
        if (condition instanceof Condition.Departure departure) {
            return departures(departure);
        } else if (condition instanceof Condition.Level level) {
            return levels(level);
        } else if (condition instanceof Condition.Repeated repeated) {
            return new Found(Repeats.of(repeated, events(repeated.event()), scope), scope.count(repeated.on()));
        }
        List<Event> events = events((Condition.Happening) condition);
        return new Found(events.stream().map(Sightings::sighting).toList(), scope.count(condition.on()));
    }

    private Found departures(Condition.Departure condition) {
        Glob metric = Glob.of(condition.metric());
        int looked = (int) window.series().stream()
                .filter(series -> metric.fits(series.key().metric()))
                .filter(series -> scope.selects(condition.on(), series.key().entity()))
                .count();
        List<Sighting> found = new ArrayList<>();
        for (Episode episode : episodes) {
            boolean asked = (condition.signal() == null || condition.signal() == episode.signal())
                    && (condition.direction() == null || condition.direction() == episode.direction())
                    && (condition.kind() == null || condition.kind() == episode.kind())
                    && metric.fits(episode.series().metric())
                    && scope.selects(condition.on(), episode.entity());
            Duration least = condition.holds().compareTo(episode.step()) < 0 ? episode.step() : condition.holds();
            Instant met = episode.onset().plus(least);
            Instant last = episode.end() == null ? window.span().to() : episode.end();
            if (asked && !met.isAfter(last)) {
                found.add(new Sighting(
                        episode.id(),
                        episode.entity(),
                        episode.onsetBounds().from(),
                        episode.onsetBounds().to(),
                        met,
                        episode.end(),
                        EpisodeText.summary(episode)));
            }
        }
        return new Found(found, looked);
    }

    private Found levels(Condition.Level condition) {
        Glob metric = Glob.of(condition.metric());
        List<Sighting> found = new ArrayList<>();
        int looked = 0;
        for (Series series : window.series()) {
            if (metric.fits(series.key().metric())
                    && Scope.has(condition.dimensions(), series.key().attributes())
                    && scope.selects(condition.on(), series.key().entity())) {
                looked++;
                found.addAll(LevelRuns.of(condition, series, window.span().to()));
            }
        }
        return new Found(found, looked);
    }

    private List<Event> events(Condition.Happening condition) {
        Glob type = Glob.of(condition.type());
        Glob title = Glob.of(condition.title());
        return window.events().stream()
                .filter(event -> event.kind() == condition.kind())
                .filter(event -> type.fits(typeOf(event)))
                .filter(event -> title.fits(event.title()))
                .filter(event ->
                        condition.severity() == null || severityOf(event).compareTo(condition.severity()) <= 0)
                .filter(event -> scope.selects(condition.on(), event.entity()))
                .toList();
    }

    private static Sighting sighting(Event event) {
        // A change took effect somewhere between its bounds; the end of anything else tells how long it lasted.
        Instant latest = event instanceof Change ? event.end() : event.start();
        return new Sighting(
                event.id(), event.entity(), event.start(), latest, event.start(), event.end(), event.title());
    }

    private static @Nullable String typeOf(Event event) {
        if (event instanceof Change change) {
            return change.type().name();
        } else if (event instanceof Ticket ticket) {
            return ticket.type();
        } else if (event instanceof ErrorIssue issue) {
            return issue.type();
        } else if (event instanceof Alert alert) {
            return alert.rule();
        } else if (event instanceof HealthTransition transition) {
            return transition.current().name();
        } else if (event instanceof LogPattern pattern) {
            return pattern.template();
        }
        return ((SlowQuery) event).queryHash();
    }

    private static Severity severityOf(Event event) {
        if (event instanceof Alert alert) {
            return alert.severity();
        } else if (event instanceof ErrorIssue issue) {
            return issue.severity();
        } else if (event instanceof LogPattern pattern) {
            return pattern.severity();
        }
        return Severity.UNKNOWN;
    }
}
