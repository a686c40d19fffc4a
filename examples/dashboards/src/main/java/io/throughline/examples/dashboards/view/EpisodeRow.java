package io.throughline.examples.dashboards.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a series stayed away from its own baseline, as the engine found it.
 *
 * @param id the episode's id
 * @param key whether it stands for others of its service and sort
 * @param ofIncident whether it belongs to an incident; others are departures that nothing came of
 * @param system the source whose numbers they are
 * @param entity name of the entity
 * @param label what was measured, for people: {@code p95 of request duration, POST /orders}
 * @param signal class of the signal, lower case: {@code latency}
 * @param up whether it left upwards
 * @param panel id of the panel of the performance page that draws the series, or null if none does
 * @param unit UCUM code of the figures
 * @param onset most likely first step outside, UTC
 * @param onsetFrom earliest possible onset, UTC
 * @param onsetTo latest possible onset, UTC
 * @param peakAt step with the extreme value, UTC
 * @param end end of the last step outside, UTC, or null while it lasts
 * @param baseline what was expected
 * @param lower lower end of the band in which 99 % of single steps are expected
 * @param upper upper end of that band
 * @param observed typical value during the episode
 * @param peak the extreme value
 * @param ratio observed over baseline
 * @param deviations distance in robust standard deviations of one step
 * @param qValue chance of such a deviation without a change, corrected for all series tested
 * @param support steps with data in the episode
 * @param baselineSupport steps with data behind the baseline
 * @param method how the baseline was made
 */
public record EpisodeRow(
        String id,
        boolean key,
        boolean ofIncident,
        String system,
        String entity,
        String label,
        String signal,
        boolean up,
        @Nullable String panel,
        String unit,
        Instant onset,
        Instant onsetFrom,
        Instant onsetTo,
        Instant peakAt,
        @Nullable Instant end,
        double baseline,
        double lower,
        double upper,
        double observed,
        double peak,
        double ratio,
        double deviations,
        double qValue,
        int support,
        int baselineSupport,
        String method) {}
