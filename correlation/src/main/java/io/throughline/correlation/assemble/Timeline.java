package io.throughline.correlation.assemble;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.assemble.TimelineEntry.Phase;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells what happened, in order: episodes from their onset bounds, events from what the vendors say. */
final class Timeline {

    private final Topology topology;
    private final TimeWindow span;
    private final Instant begun;
    private final List<TimelineEntry> entries = new ArrayList<>();

    Timeline(Topology topology, TimeWindow span, Instant begun) {
        this.topology = topology;
        this.span = span;
        this.begun = begun;
    }

    List<TimelineEntry> of(List<Episode> episodes, List<Event> events) {
        new EpisodeGroups(topology).of(episodes).forEach(this::tell);
        events.forEach(this::tell);
        for (Event event : events) {
            if (event instanceof SlowQuery query) {
                boolean back = events.stream()
                        .anyMatch(other -> other instanceof SlowQuery before
                                && before.start().isBefore(query.start())
                                && before.queryHash().equals(query.queryHash())
                                && query.planHash().equals(before.previousPlanHash()));
                add(query, query.start(), query.end(), back ? Phase.RECOVERY : Phase.IMPACT, query.title());
            }
        }
        return entries.stream().sorted().toList();
    }

    /** Tells of episodes that are alike in one line, by the one that went farthest. */
    private void tell(EpisodeGroups.Group group) {
        Episode farthest = group.farthest();
        String name = topology.nameOf(topology.nodeOf(farthest.entity()));
        String others = group.size() == 1 ? "" : " (and " + (group.size() - 1) + " more alike)";
        entries.add(new TimelineEntry(
                farthest.onsetBounds().from(),
                farthest.onsetBounds().to(),
                farthest.entity().system(),
                Phase.IMPACT,
                name + ": " + EpisodeText.summary(farthest) + others,
                farthest.entity(),
                farthest.id(),
                null));
        Instant end = group.end();
        if (end != null && Symptoms.meetsUsers(farthest)) {
            entries.add(new TimelineEntry(
                    end.minus(farthest.step()),
                    end,
                    farthest.entity().system(),
                    Phase.RECOVERY,
                    name + ": " + EpisodeText.subject(farthest) + others + " back to normal",
                    farthest.entity(),
                    farthest.id(),
                    null));
        }
    }

    private void tell(Event event) {
        switch (event.kind()) {
            // What people change once it has begun is their answer to it.
            case CHANGE ->
                add(
                        event,
                        event.start(),
                        event.end(),
                        event.start().isAfter(begun) ? Phase.RESPONSE : Phase.TRIGGER,
                        event.title());
            case ALERT -> alert((Alert) event);
            case TICKET -> ticket((Ticket) event);
            case ERROR_ISSUE -> add(event, event.start(), event.start(), Phase.IMPACT, "New error: " + event.title());
            case HEALTH_TRANSITION, LOG_PATTERN -> add(event, event.start(), event.end(), Phase.IMPACT, event.title());
            case SLOW_QUERY -> {
                // Told together, as one may take back another.
            }
        }
    }

    private void alert(Alert alert) {
        add(alert, alert.start(), alert.start(), Phase.DETECTION, "Alert fired: " + alert.title());
        Instant resolved = alert.resolvedAt();
        if (resolved != null) {
            add(alert, resolved, resolved, Phase.RECOVERY, "Alert resolved: " + alert.title());
        }
    }

    private void ticket(Ticket ticket) {
        add(ticket, ticket.start(), ticket.start(), Phase.RESPONSE, ticket.key() + " created: " + ticket.title());
        for (Ticket.Transition transition : ticket.transitions()) {
            add(ticket, transition.at(), transition.at(), Phase.RESPONSE, ticket.key() + " → " + transition.to());
        }
        Instant resolved = ticket.resolvedAt();
        if (resolved != null) {
            add(ticket, resolved, resolved, Phase.RECOVERY, ticket.key() + " resolved");
        }
    }

    /** What lies after the window was not known in it, even if the vendor tells it by now. */
    private void add(Event event, Instant earliest, Instant latest, Phase phase, String title) {
        if (earliest.isBefore(span.to())) {
            Instant end = latest.isAfter(span.to()) ? span.to() : latest;
            entries.add(new TimelineEntry(
                    earliest,
                    end,
                    event.provenance().source(),
                    phase,
                    title,
                    event.entity(),
                    event.id(),
                    event.provenance().link()));
        }
    }
}
