package io.throughline.azure.health;

import io.throughline.azure.paging.AzurePages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks Azure how it is. Thread-safe; calls run on the caller's thread. A subscription that has not registered the
 * provider {@code Microsoft.ResourceHealth} answers with an error that says so.
 */
public interface HealthGateway {

    /** Days that the service keeps events. */
    int DAYS_KEPT = 90;

    /**
     * Lists how the resources below an ARM id are; one request for each page as it is reached.
     *
     * @param scope ARM id of a subscription or resource group
     */
    AzurePages<AvailabilityStatus> list(String scope);

    /**
     * Gets how a resource is; one request.
     *
     * @param resourceId ARM id
     * @throws io.throughline.core.http.SourceException if it fails, or Azure does not watch resources of this type
     */
    AvailabilityStatus current(String resourceId);

    /** Lists how a resource is and was in the last weeks, the latest first; one request for each page as it is reached. */
    AzurePages<AvailabilityStatus> history(String resourceId);

    /**
     * Lists the service events of a subscription; one request for each page as it is reached.
     *
     * @param updatedSince leaves out what was last revised on an earlier UTC day, or null for what the service gives
     *     unasked
     */
    AzurePages<ServiceEvent> events(String subscription, @Nullable Instant updatedSince);

    /** Lists the resources that Azure names as concerned by an event; one request for each page as it is reached. */
    AzurePages<ImpactedResource> impactedResources(String subscription, String trackingId);
}
