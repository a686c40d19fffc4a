package io.throughline.sentry.stream;

import io.throughline.sentry.explore.ExploreClient;
import io.throughline.sentry.issue.IssuesClient;
import io.throughline.sentry.monitor.MonitorsClient;
import io.throughline.sentry.project.ProjectsClient;
import io.throughline.sentry.release.ReleasesClient;
import io.throughline.sentry.session.SessionsClient;
import io.throughline.sentry.usage.UsageClient;
import java.util.function.LongSupplier;

/**
 * The groups of calls that the streams make.
 *
 * @param throttled how often the server has slowed the calls down so far
 */
public record StreamClients(
        ProjectsClient projects,
        IssuesClient issues,
        ExploreClient explore,
        ReleasesClient releases,
        SessionsClient sessions,
        MonitorsClient monitors,
        UsageClient usage,
        LongSupplier throttled) {

    long timesThrottled() {
        return throttled.getAsLong();
    }
}
