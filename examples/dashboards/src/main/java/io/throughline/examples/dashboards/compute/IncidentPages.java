package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.detect.Episode;
import io.throughline.examples.dashboards.view.EpisodeChart;
import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.RuledOutRow;
import io.throughline.examples.dashboards.view.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Computes incident views. */
final class IncidentPages {

    private static final Duration LEAST_MARGIN = Duration.ofMinutes(10);

    private final Shown shown;
    private final CorrelationReport report;
    private final String product;
    private final Names names;

    IncidentPages(Shown shown, CorrelationReport report, String product, Names names) {
        this.shown = shown;
        this.report = report;
        this.product = product;
        this.names = names;
    }

    IncidentView of(Incident incident, Instant computedAt) {
        KeySignals keys = KeySignals.of(incident.episodes(), shown.window().memberships());
        Findings findings = new Findings(names, keys, List.of(incident));
        TimeWindow onset = incident.episodes().stream()
                .map(Episode::onsetBounds)
                .findFirst()
                .orElse(new TimeWindow(incident.start(), incident.start().plusSeconds(60)));
        Markers markers = new Markers(names);
        TimeWindow axis = axis(incident);
        return new IncidentView(
                incident.id(),
                product,
                incident.title(),
                incident.start(),
                onset.from(),
                onset.to(),
                incident.end(),
                shown.window().focus().to(),
                incident.services().stream().map(this::service).toList(),
                new Impact(shown, incident, names).tiles(),
                new Causes(names, markers, shown.window()).of(incident),
                incident.ruledOut().stream()
                        .map(ruledOut -> new RuledOutRow(
                                Names.word(ruledOut.kind()),
                                names.of(ruledOut.entity()),
                                ruledOut.title(),
                                Findings.reason(ruledOut.reason())))
                        .toList(),
                new Timelines(names, incident, keys).rows(),
                axis.from(),
                axis.to(),
                charts(incident, keys, findings),
                new ServiceMaps(shown.window(), names).of(incident, during(incident)),
                incident.events().stream().sorted(Event.ORDER).map(markers::of).toList(),
                findings.links(incident.correlations()),
                Findings.tested(report),
                new Sources(shown.window()).notes(),
                computedAt);
    }

    private ServiceName service(EntityId id) {
        String prefix = product.toLowerCase(Locale.ROOT) + "/";
        boolean own = id.type().equals("service") && id.key().startsWith(prefix);
        String name = names.of(id);
        return new ServiceName(name, own ? product + "/" + name : null);
    }

    private TimeWindow during(Incident incident) {
        Instant dataTo = shown.window().focus().to();
        Instant end = incident.end() == null ? dataTo : incident.end();
        return new TimeWindow(
                incident.start(),
                end.isAfter(incident.start()) ? end : incident.start().plusSeconds(60));
    }

    /** Returns the time that the timeline is drawn over: its entries and the incident, with a margin. */
    private TimeWindow axis(Incident incident) {
        Instant from = incident.start();
        Instant to = during(incident).to();
        for (TimelineEntry entry : incident.timeline()) {
            from = entry.earliest().isBefore(from) ? entry.earliest() : from;
            to = entry.latest().isAfter(to) ? entry.latest() : to;
        }
        Duration margin = margin(Duration.between(from, to), 20);
        return new TimeWindow(from.minus(margin), to.plus(margin));
    }

    private List<EpisodeChart> charts(Incident incident, KeySignals keys, Findings findings) {
        TimeWindow during = during(incident);
        Duration margin = margin(during.length(), 2);
        TimeWindow wanted =
                new TimeWindow(during.from().minus(margin), during.to().plus(margin));
        TimeWindow time = wanted.intersect(shown.axis().window()).orElse(during);
        EpisodeCharts charts = new EpisodeCharts(shown, findings);
        return incident.episodes().stream()
                .sorted(Comparator.comparing((Episode episode) -> !keys.contains(episode.id()))
                        .thenComparing(Episode::signal)
                        .thenComparing(Episode::compareTo))
                .map(episode -> charts.of(episode, time))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Duration margin(Duration length, int part) {
        Duration share = length.dividedBy(part);
        return share.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : share;
    }
}
