package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as a stranger must understand it: what, since when, why probably, on which evidence, and what it was not.
 *
 * @param id the incident's id
 * @param product the product it was found in
 * @param title one line for people
 * @param start onset of its first episode, UTC
 * @param startFrom earliest possible onset, UTC
 * @param startTo latest possible onset, UTC
 * @param end when the last symptom was back to normal, UTC, or null while one is not
 * @param dataTo end of the data that were read, UTC
 * @param services the services concerned, the one hit first first
 * @param impact what it did, in figures
 * @param causes candidates, most probable first
 * @param ruledOut what was looked at and is no cause
 * @param timeline what happened, in order
 * @param axisFrom start of the timeline's drawing, UTC
 * @param axisTo its end, UTC
 * @param charts the numbers of its episodes, those that stand for others first
 * @param map who calls whom around it
 * @param events what the systems reported, by time
 * @param correlations links between its members
 * @param tested what the engine looked at
 * @param sources what arrived
 * @param computedAt when it was computed, UTC
 */
public record IncidentView(
        String id,
        String product,
        String title,
        Instant start,
        Instant startFrom,
        Instant startTo,
        @Nullable Instant end,
        Instant dataTo,
        List<ServiceName> services,
        List<Tile> impact,
        List<CauseRow> causes,
        List<RuledOutRow> ruledOut,
        List<TimelineRow> timeline,
        Instant axisFrom,
        Instant axisTo,
        List<EpisodeChart> charts,
        ServiceMap map,
        List<Marker> events,
        Links correlations,
        TestedCounts tested,
        List<SourceNote> sources,
        Instant computedAt) {

    public IncidentView {
        services = List.copyOf(services);
        impact = List.copyOf(impact);
        causes = List.copyOf(causes);
        ruledOut = List.copyOf(ruledOut);
        timeline = List.copyOf(timeline);
        charts = List.copyOf(charts);
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }
}
