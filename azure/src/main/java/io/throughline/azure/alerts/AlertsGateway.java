package io.throughline.azure.alerts;

import io.throughline.azure.alerts.AlertSummary.Grouping;
import io.throughline.azure.paging.AzurePages;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists alerts and says how they stand. Thread-safe; calls run on the caller's thread. */
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

    /** Lists alerts; one request for each page as it is reached. */
    AzurePages<AzureAlert> list(AlertQuery query);

    /**
     * Gets an alert; one request.
     *
     * @param alertId ARM id of the alert, or of its target followed by the alert's
     * @throws io.throughline.core.http.NotFoundException if the service no longer has it
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    AzureAlert get(String alertId);

    /**
     * Gets what happened to an alert; one request.
     *
     * @param alertId ARM id of the alert
     * @throws io.throughline.core.http.SourceException if it fails
     */
    AlertHistory history(String alertId);

    /**
     * Says how people stand to an alert; one request, which is not sent again after a failure that leaves open whether it
     * was carried out. Whoever needs to know asks with {@link #get}; saying the same again does no harm but appears in the
     * alert's history twice. It needs the role Monitoring Contributor.
     *
     * @param alertId ARM id of the alert
     * @param comment what the history is to say about it, or null
     * @return the alert afterwards
     * @throws io.throughline.core.http.SourceException if it fails
     */
    AzureAlert changeState(String alertId, AlertState state, @Nullable String comment);

    /**
     * Counts alerts; one request.
     *
     * @param query which are counted; its page, order and fields do not matter
     * @param by what they are counted by, one within the other; at least one
     * @throws io.throughline.core.http.SourceException if it fails
     */
    AlertSummary summary(AlertQuery query, List<Grouping> by);

    /** Lists the rules of a subscription that watch the activity log; one request for each page as it is reached. */
    AzurePages<ActivityLogAlertRule> activityLogRules(String subscription);

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
