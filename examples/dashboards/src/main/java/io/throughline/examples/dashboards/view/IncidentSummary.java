package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a list shows it.
 *
 * @param id the incident's id
 * @param title one line for people
 * @param start onset of its first episode, UTC
 * @param end when it was over, UTC, or null while it lasts
 * @param services names of the services concerned, the one hit first first
 * @param cause the most probable cause, one line
 * @param causeKind its kind, lower case: {@code change}, {@code resource-saturation}, {@code unknown}…
 */
public record IncidentSummary(
        String id,
        String title,
        Instant start,
        @Nullable Instant end,
        List<String> services,
        String cause,
        String causeKind) {

    public IncidentSummary {
        services = List.copyOf(services);
    }
}
