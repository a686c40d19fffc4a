package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;

/**
 * The incidents that the engine found in a product.
 *
 * @param product the product
 * @param from start of what the engine was asked about, UTC
 * @param to its end, UTC
 * @param incidents by start, newest first; empty if none was found
 * @param tested what was looked at
 * @param sources what arrived
 * @param computedAt when it was computed, UTC
 */
public record IncidentListView(
        String product,
        Instant from,
        Instant to,
        List<IncidentSummary> incidents,
        TestedCounts tested,
        List<SourceNote> sources,
        Instant computedAt) {

    public IncidentListView {
        incidents = List.copyOf(incidents);
        sources = List.copyOf(sources);
    }
}
