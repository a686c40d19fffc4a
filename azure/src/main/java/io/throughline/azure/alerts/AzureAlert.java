package io.throughline.azure.alerts;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One life-cycle of an alert rule on one target, in the service's words. The monitor sets the condition, people set the
 * state: the two are independent.
 *
 * @param id the alert's ARM id
 * @param name the alert's name
 * @param severity {@code Sev0} (worst) to {@code Sev4}, or a word this version does not know
 * @param state {@code New}, {@code Acknowledged}, {@code Closed}
 * @param condition {@code Fired}, {@code Resolved}
 * @param monitorService what watches: {@code Platform}, {@code Log Analytics}, {@code Application Insights}…
 * @param signalType {@code Metric}, {@code Log}, {@code Unknown}
 * @param targetResource ARM id of what it is about, or null
 * @param rule ARM id or name of the rule, or null
 * @param description the rule's description, or null
 * @param startedAt when it fired, UTC
 * @param modifiedAt when condition or state last changed, UTC
 * @param resolvedAt when the monitor resolved it, UTC, or null
 * @param details what else is known
 */
public record AzureAlert(
        String id,
        String name,
        String severity,
        String state,
        String condition,
        @Nullable String monitorService,
        @Nullable String signalType,
        @Nullable String targetResource,
        @Nullable String rule,
        @Nullable String description,
        Instant startedAt,
        Instant modifiedAt,
        @Nullable Instant resolvedAt,
        AlertDetails details) {

    public AzureAlert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
        Objects.requireNonNull(details, "details");
    }

    /** Makes an alert of which nothing else is known. */
    public AzureAlert(
            String id,
            String name,
            String severity,
            String state,
            String condition,
            @Nullable String monitorService,
            @Nullable String signalType,
            @Nullable String targetResource,
            @Nullable String rule,
            @Nullable String description,
            Instant startedAt,
            Instant modifiedAt,
            @Nullable Instant resolvedAt) {
        this(
                id,
                name,
                severity,
                state,
                condition,
                monitorService,
                signalType,
                targetResource,
                rule,
                description,
                startedAt,
                modifiedAt,
                resolvedAt,
                AlertDetails.NONE);
    }

    /** Tells whether the monitor says that the condition no longer holds. */
    public boolean resolved() {
        return condition.equalsIgnoreCase("Resolved");
    }

    /** Returns whether its condition can be expected to end. */
    public AlertNature nature() {
        return AlertNature.of(monitorService);
    }

    /** Returns the GUID at the end of the id, in lower case. */
    public String guid() {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
    }
}
