package io.throughline.examples.dashboards.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's timeline.
 *
 * @param lane the system that tells it: {@code azure}, {@code sentry}, {@code jira}, {@code sonarcloud}
 * @param phase lower case: {@code trigger}, {@code impact}, {@code detection}, {@code response}, {@code recovery}
 * @param title one line for people
 * @param entity name of what it happened to
 * @param earliest first instant at which it may have happened, UTC
 * @param latest last instant at which it may have happened, UTC
 * @param until until when it lasted, UTC; null if it is an instant, or for an episode that still lasts
 * @param episode whether the engine found it in the system's numbers, rather than the system reporting it
 * @param key whether it belongs to the story's main line; others are details
 * @param uncertainOrder whether its interval overlaps that of the row before, so that their order is not certain
 * @param reference id of the episode or event behind it
 * @param link the vendor's page, or null
 */
public record TimelineRow(
        String lane,
        String phase,
        String title,
        String entity,
        Instant earliest,
        Instant latest,
        @Nullable Instant until,
        boolean episode,
        boolean key,
        boolean uncertainOrder,
        String reference,
        @Nullable String link) {}
