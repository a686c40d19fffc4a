package io.throughline.sentry.monitor;

import io.throughline.core.http.Paged;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cron monitors. */
public final class MonitorsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public MonitorsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists monitors.
     *
     * @param projects ids; empty for every project the token may see
     * @param environments empty for all
     */
    public Paged<SentryMonitor> list(List<String> projects, List<String> environments) {
        return list(projects, environments, SentryCalls.LARGEST_PAGE);
    }

    /** Lists monitors in pages of 1 to 100. */
    public Paged<SentryMonitor> list(List<String> projects, List<String> environments, int pageSize) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_MONITORS, "monitors/").query("per_page", pageSize),
                        projects,
                        environments,
                        null),
                SentryMonitor.class);
    }

    /** Reads one monitor by its slug or id. */
    public SentryMonitor get(String slug) {
        return calls.fetch(calls.get(Operation.GET_MONITOR, "monitors/{}/", slug), SentryMonitor.class);
    }

    /**
     * Lists what a monitor reported, the newest first.
     *
     * @param environments empty for all
     * @param window null for what Sentry takes by itself
     */
    public Paged<SentryCheckIn> listCheckIns(String slug, List<String> environments, @Nullable TimeWindow window) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_CHECK_INS, "monitors/{}/checkins/", slug)
                                .query("per_page", SentryCalls.LARGEST_PAGE),
                        List.of(),
                        environments,
                        window),
                SentryCheckIn.class);
    }
}
