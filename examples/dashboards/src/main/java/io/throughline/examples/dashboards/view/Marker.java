package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of one of the systems, as it is marked on a time axis and listed.
 *
 * @param id the event's id
 * @param kind {@code release}, {@code deployment}, {@code quality-gate}, {@code change}, {@code alert}, {@code ticket},
 *     {@code error-issue}, {@code health}, {@code query} or {@code log-pattern}
 * @param system the source that tells it: {@code azure}, {@code sentry}…
 * @param title one line for people
 * @param entity name of what it happened to
 * @param at when it began, UTC
 * @param end when it ended, UTC; equal to {@code at} for an instant
 * @param facts its details
 * @param link the vendor's page, or null
 */
public record Marker(
        String id,
        String kind,
        String system,
        String title,
        String entity,
        Instant at,
        Instant end,
        List<Fact> facts,
        @Nullable String link) {

    public Marker {
        facts = List.copyOf(facts);
    }
}
