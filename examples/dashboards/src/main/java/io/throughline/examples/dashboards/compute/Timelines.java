package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.assemble.TimelineEntry.Phase;
import io.throughline.correlation.detect.Episode;
import io.throughline.examples.dashboards.view.TimelineRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of an incident's timeline. */
final class Timelines {

    private final Names names;
    private final Incident incident;
    private final KeySignals keys;
    private final Map<String, Episode> episodes = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();

    Timelines(Names names, Incident incident, KeySignals keys) {
        this.names = names;
        this.incident = incident;
        this.keys = keys;
        incident.episodes().forEach(episode -> episodes.put(episode.id(), episode));
        incident.events().forEach(event -> events.put(event.id(), event));
    }

    List<TimelineRow> rows() {
        List<TimelineRow> rows = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (TimelineEntry entry : incident.timeline()) {
            rows.add(row(entry, !entry.earliest().isAfter(latest)));
            latest = entry.latest().isAfter(latest) ? entry.latest() : latest;
        }
        return List.copyOf(rows);
    }

    private TimelineRow row(TimelineEntry entry, boolean uncertainOrder) {
        return new TimelineRow(
                entry.lane(),
                Names.word(entry.phase()),
                entry.title(),
                names.of(entry.entity()),
                entry.earliest(),
                entry.latest(),
                until(entry),
                isSpan(entry),
                !episodes.containsKey(entry.reference()) || keys.contains(entry.reference()),
                uncertainOrder,
                entry.reference(),
                Markers.link(entry.link()));
    }

    private boolean isSpan(TimelineEntry entry) {
        return entry.phase() != Phase.RECOVERY && episodes.containsKey(entry.reference());
    }

    /** Returns until when what an entry tells of lasted; the recovery of an episode is an instant of its own. */
    private @Nullable Instant until(TimelineEntry entry) {
        if (isSpan(entry)) {
            Episode episode = episodes.get(entry.reference());
            return episode == null ? null : episode.end();
        }
        return entry.phase() == Phase.DETECTION && events.get(entry.reference()) instanceof Alert alert
                ? alert.resolvedAt()
                : null;
    }
}
