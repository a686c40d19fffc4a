package io.throughline.azure.internal;

import io.throughline.core.http.RetryPolicy;
import java.time.Duration;
import java.util.List;

/**
 * What a plane allows one identity, and how patient its calls are.
 *
 * @param plane its name, for people
 * @param concurrency calls that may run at once
 * @param repeatsGatewayTimeouts whether a 504 is worth the same call again
 * @param waitUntold wait after a 429 that names none
 * @param refusesWith503 whether a 503 is a refusal like a 429, so that all calls wait
 * @param rates documented rates
 * @param retries attempts and longest waits
 */
record PlaneLimits(
        String plane,
        int concurrency,
        boolean repeatsGatewayTimeouts,
        Duration waitUntold,
        boolean refusesWith503,
        List<CallRate> rates,
        RetryPolicy retries) {

    private static final RetryPolicy RETRIES =
            new RetryPolicy(5, Duration.ofMillis(800), Duration.ofMinutes(3), 0, Duration.ofMinutes(6));
    /** An hour's quota may be used up, by others too. */
    private static final RetryPolicy PATIENT =
            new RetryPolicy(8, Duration.ofMillis(800), Duration.ofMinutes(61), 0, Duration.ofMinutes(90));

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WAIT_UNTOLD = Duration.ofSeconds(10);
    private static final String COST = "/providers/microsoft.costmanagement/";

    PlaneLimits {
        rates = List.copyOf(rates);
    }

    /** 200 queries in 30 seconds; a query that runs out of time would do so again. */
    static PlaneLimits logs(int concurrency) {
        return new PlaneLimits(
                "Log Analytics",
                concurrency,
                false,
                Duration.ofSeconds(30),
                false,
                List.of(CallRate.ofPlane(200, SECOND.multipliedBy(30))),
                RETRIES);
    }

    /** No rate is documented that one identity could reach. */
    static PlaneLimits metrics() {
        return new PlaneLimits("Azure Monitor metrics", 4, true, WAIT_UNTOLD, false, List.of(), RETRIES);
    }

    /**
     * A bucket of 250 reads for each subscription that fills by 25 a second: 250 in any ten seconds never empties it.
     * Resource Graph, alerts and the activity log have rates of their own.
     */
    static PlaneLimits resourceManager() {
        return new PlaneLimits(
                "Azure Resource Manager",
                4,
                true,
                WAIT_UNTOLD,
                false,
                List.of(
                        CallRate.bySubscription("/", 250, SECOND.multipliedBy(10)),
                        CallRate.ofPath("/providers/microsoft.resourcegraph/", 15, SECOND.multipliedBy(5)),
                        CallRate.bySubscription("/providers/microsoft.alertsmanagement/", 100, MINUTE),
                        CallRate.ofPath("/providers/microsoft.insights/eventtypes/", 50, SECOND.multipliedBy(30))),
                RETRIES);
    }

    /**
     * Quotas of a tenant in units of one month of data asked for, and the four calls a minute that a scope bears in
     * practice. One call at a time: they share the quota, and a refusal concerns them all.
     */
    static PlaneLimits cost() {
        return new PlaneLimits(
                "Cost Management",
                1,
                true,
                MINUTE,
                true,
                List.of(
                        CallRate.byWeight(COST, 12, SECOND.multipliedBy(10)),
                        CallRate.byWeight(COST, 60, MINUTE),
                        CallRate.byWeight(COST, 600, MINUTE.multipliedBy(60)),
                        CallRate.byScope(COST, 4, MINUTE)),
                PATIENT);
    }
}
