package io.throughline.azure.activity;

import io.throughline.azure.paging.AzurePages;
import java.time.Duration;

/**
 * Lists the activity log. Thread-safe; calls run on the caller's thread, and wait where more than {@value
 * #CALLS_AT_ONCE} would fall into half a minute, which is all that the service allows.
 */
public interface ActivityLogGateway {

    /** Days that the service keeps entries. */
    int DAYS_KEPT = 90;

    /** Calls that the service allows within {@link #WITHIN}. */
    int CALLS_AT_ONCE = 50;

    /** The stretch of time in which it allows them. */
    Duration WITHIN = Duration.ofSeconds(30);

    /**
     * Lists entries, the latest first; one request for each page as it is reached. Entries appear 3 to 20 minutes after
     * what they tell of.
     */
    AzurePages<ActivityEntry> list(ActivityQuery query);
}
