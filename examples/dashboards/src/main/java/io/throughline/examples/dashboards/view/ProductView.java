package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's services at a glance.
 *
 * @param product the product
 * @param from start of what the engine was asked about, UTC
 * @param to its end, UTC
 * @param services by name
 * @param sources what arrived
 * @param computedAt when it was computed, UTC
 */
public record ProductView(
        String product,
        Instant from,
        Instant to,
        List<ServiceRow> services,
        List<SourceNote> sources,
        Instant computedAt) {

    public ProductView {
        services = List.copyOf(services);
        sources = List.copyOf(sources);
    }

    /**
     * One service.
     *
     * @param service name, as in the path of its page; null for the product as a whole
     * @param tiles its figures
     * @param latency p95 on the view's axis, seconds, for a small line; null where nothing is known
     * @param episodes number of episodes in the focus
     * @param ofIncident whether any of them belongs to an incident
     * @param learning whether none of its series has enough history yet
     */
    public record ServiceRow(
            @Nullable String service,
            List<Tile> tiles,
            List<@Nullable Double> latency,
            int episodes,
            boolean ofIncident,
            boolean learning) {

        public ServiceRow {
            tiles = List.copyOf(tiles);
            latency = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(latency));
        }
    }
}
