package io.throughline.azure.activity;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the activity log, in the service's words. One operation writes several: when it starts, is accepted and
 * ends; they share the correlation id. Of a query that selects fields all others are null.
 *
 * @param id the entry's id, which ends with its time
 * @param eventDataId GUID of the entry, or null
 * @param at when, UTC
 * @param submittedAt since when it can be read, UTC, or null
 * @param operation what was done: {@code Microsoft.Web/sites/write}, or null
 * @param operationLabel the same for people, or null
 * @param category {@code Administrative}, {@code ServiceHealth}, {@code ResourceHealth}, {@code Alert}, {@code Autoscale},
 *     {@code Security}, {@code Recommendation}, {@code Policy}, or null
 * @param status {@code Started}, {@code Accepted}, {@code Succeeded}, {@code Failed}…, or null
 * @param subStatus the status of HTTP, {@code Created}, or null
 * @param eventName {@code BeginRequest}, {@code EndRequest}…, or null
 * @param level {@code Critical}, {@code Error}, {@code Warning}, {@code Informational}, {@code Verbose}, or null
 * @param correlationId what the entries of one operation share, or null
 * @param operationId id of the operation, or null
 * @param resourceId ARM id of what it was done to, or null
 * @param resourceGroup its group, or null
 * @param resourceProvider its provider, or null
 * @param description the service's sentence, or null
 * @param caller who did it, or null
 * @param properties what belongs to the operation: {@code statusCode}, {@code statusMessage}, {@code responseBody}…;
 *     objects as JSON
 */
public record ActivityEntry(
        String id,
        @Nullable String eventDataId,
        Instant at,
        @Nullable Instant submittedAt,
        @Nullable String operation,
        @Nullable String operationLabel,
        @Nullable String category,
        @Nullable String status,
        @Nullable String subStatus,
        @Nullable String eventName,
        @Nullable String level,
        @Nullable String correlationId,
        @Nullable String operationId,
        @Nullable String resourceId,
        @Nullable String resourceGroup,
        @Nullable String resourceProvider,
        @Nullable String description,
        @Nullable Caller caller,
        SortedMap<String, String> properties) {

    public ActivityEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /**
     * Who did something. Where it is a person, the name is their address and not to be stored as it is.
     *
     * @param name address of a person, id or name of an application, or null
     * @param person whether it is, or may be, a person
     * @param applicationId id of the application that was used, or that acted for itself, or null
     */
    public record Caller(
            @Nullable String name, boolean person, @Nullable String applicationId) {

        /** Returns what is no person's. */
        @Override
        public String toString() {
            return "Caller[" + (person ? "person" : name) + ", application " + applicationId + "]";
        }
    }
}
