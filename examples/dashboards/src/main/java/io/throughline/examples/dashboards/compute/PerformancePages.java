package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.Episode;
import io.throughline.examples.dashboards.view.EpisodeRow;
import io.throughline.examples.dashboards.view.IncidentSummary;
import io.throughline.examples.dashboards.view.Links;
import io.throughline.examples.dashboards.view.Marker;
import io.throughline.examples.dashboards.view.PerformanceView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Computes performance views. */
final class PerformancePages {

    private final Shown shown;
    private final CorrelationReport report;
    private final Names names;
    private final Findings findings;

    PerformancePages(Shown shown, CorrelationReport report, Names names) {
        this.shown = shown;
        this.report = report;
        this.names = names;
        this.findings = new Findings(
                names, KeySignals.of(report.episodes(), shown.window().memberships()), report.incidents());
    }

    PerformanceView of(Scope scope, Instant computedAt) {
        TelemetryWindow window = shown.window();
        Measurements measurements = new Measurements(shown, scope, names);
        List<EpisodeRow> episodes = episodes(scope);
        return new PerformanceView(
                scope.product(),
                scope.service(),
                scope.environments(window),
                shown.axis().start(),
                window.focus().from(),
                shown.axis().end(),
                shown.axis().stepSeconds(),
                measurements.tiles(episodes),
                measurements.panels(),
                markers(scope),
                episodes,
                correlations(scope),
                Findings.tested(report),
                learning(scope),
                incidents(scope),
                new Sources(window).notes(),
                computedAt);
    }

    private List<EpisodeRow> episodes(Scope scope) {
        Set<EntityId> reach = scope.reach();
        TimeWindow drawn = shown.axis().window();
        return report.episodes().stream()
                .filter(episode -> reach.contains(episode.entity()) && touches(episode, drawn))
                .map(findings::episode)
                .toList();
    }

    private static boolean touches(Episode episode, TimeWindow window) {
        Instant end = episode.end();
        return episode.onset().isBefore(window.to()) && (end == null || end.isAfter(window.from()));
    }

    private List<Marker> markers(Scope scope) {
        TimeWindow drawn = shown.axis().window();
        Markers markers = new Markers(names);
        // What was changed elsewhere and brought an incident here belongs on this axis, too.
        Set<String> ofIncidents = report.incidents().stream()
                .filter(incident -> concerns(incident, scope))
                .flatMap(incident -> incident.events().stream().map(Event::id))
                .collect(Collectors.toSet());
        return shown.window().events().stream()
                .filter(event -> drawn.contains(event.start()))
                .filter(event -> scope.concerns(event.entity(), shown.window().memberships())
                        || ofIncidents.contains(event.id()))
                .sorted(Event.ORDER)
                .map(markers::of)
                .toList();
    }

    private Links correlations(Scope scope) {
        return findings.links(report.correlations().stream()
                .filter(correlation ->
                        scope.members().contains(correlation.from().entity())
                                || scope.members().contains(correlation.to().entity()))
                .toList());
    }

    private List<String> learning(Scope scope) {
        return report.learning().stream()
                .filter(learning -> scope.members().contains(learning.series().entity()))
                .map(learning -> names.of(learning.series().entity()) + ": " + names.label(learning.series()) + ", "
                        + learning.text())
                .toList();
    }

    private List<IncidentSummary> incidents(Scope scope) {
        return report.incidents().stream()
                .filter(incident -> concerns(incident, scope))
                .map(findings::summary)
                .toList();
    }

    private static boolean concerns(Incident incident, Scope scope) {
        String service = scope.service();
        return service == null
                || incident.services().contains(EntityId.service(scope.product(), service))
                || incident.episodes().stream()
                        .anyMatch(episode -> scope.members().contains(episode.entity()));
    }
}
