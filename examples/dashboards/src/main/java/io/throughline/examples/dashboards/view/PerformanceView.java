package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Azure measured of a service over what Sentry counted, on one axis, with what happened and what moved together.
 *
 * @param product the product
 * @param service the service, or null for the product as a whole
 * @param environments deployment environments whose numbers are in it, sorted; empty if no vendor tells any
 * @param from start of the axis, UTC
 * @param focusFrom start of what the engine was asked about, UTC; before it is lead-in
 * @param to end of the axis, UTC
 * @param stepSeconds width of a step of the axis
 * @param tiles the figures of the focus
 * @param panels the lines
 * @param markers events on the axis, by time
 * @param episodes the service's episodes that touch the axis, by onset
 * @param correlations pairs of which at least one end is the service's
 * @param tested what the engine looked at in the whole product
 * @param learning series of the service with too little history
 * @param incidents ids of the incidents that concern the service
 * @param sources what arrived
 * @param computedAt when it was computed, UTC
 */
public record PerformanceView(
        String product,
        @Nullable String service,
        List<String> environments,
        Instant from,
        Instant focusFrom,
        Instant to,
        long stepSeconds,
        List<Tile> tiles,
        List<Panel> panels,
        List<Marker> markers,
        List<EpisodeRow> episodes,
        Links correlations,
        TestedCounts tested,
        List<String> learning,
        List<IncidentSummary> incidents,
        List<SourceNote> sources,
        Instant computedAt) {

    public PerformanceView {
        environments = List.copyOf(environments);
        tiles = List.copyOf(tiles);
        panels = List.copyOf(panels);
        markers = List.copyOf(markers);
        episodes = List.copyOf(episodes);
        learning = List.copyOf(learning);
        incidents = List.copyOf(incidents);
        sources = List.copyOf(sources);
    }
}
