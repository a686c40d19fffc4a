package io.throughline.azure.alerts;

import java.time.Instant;
import java.util.List;

/** Lists alerts. Thread-safe; calls run on the caller's thread. */
public interface AlertsGateway {

    /** Days that the service keeps alerts. */
    int DAYS_KEPT = 30;

    /**
     * Lists the alerts of a subscription that changed at or after an instant, the last changed first; one request per 250.
     *
     * @param modifiedSince how far back to go; further than {@value #DAYS_KEPT} days nothing is kept
     * @throws io.throughline.core.http.SourceException if it fails
     */
    Listing list(String subscription, Instant modifiedSince);

    /**
     * Asks for one alert of the last day, to see whether it is allowed; one request.
     *
     * @throws io.throughline.core.http.SourceException if it fails
     */
    Listing probe(String subscription);

    /**
     * A listing.
     *
     * @param alerts the last changed first
     * @param throttled whether the service slowed it down
     */
    record Listing(List<AzureAlert> alerts, boolean throttled) {

        public Listing {
            alerts = List.copyOf(alerts);
        }
    }
}
