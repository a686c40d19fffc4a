package io.throughline.azure.alerts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an alert.
 *
 * @param alertId GUID of the alert
 * @param modifications the latest first
 */
public record AlertHistory(String alertId, List<Modification> modifications) {

    public AlertHistory {
        modifications = List.copyOf(modifications);
    }

    /**
     * One thing that happened to an alert.
     *
     * @param event the service's word: {@code AlertCreated}, {@code StateChange}, {@code MonitorConditionChange}…
     * @param from the value before, or null
     * @param to the value after, or null
     * @param at when, UTC
     * @param by who: {@code System} or a person's address, which is not to be stored as it is; or null
     * @param comment what the person wrote, or null
     * @param description the service's sentence, or null
     */
    public record Modification(
            String event,
            @Nullable String from,
            @Nullable String to,
            Instant at,
            @Nullable String by,
            @Nullable String comment,
            @Nullable String description) {}
}
