package io.throughline.sentry.stream;

import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.EntityId;
import java.time.Clock;
import java.util.List;

/** The streams of one organization. */
public final class SentryStreams {

    private SentryStreams() {}

    /** Returns the streams; none makes a call before it is read. */
    public static List<TelemetryStream> of(StreamScope scope, StreamClients clients, Clock clock) {
        ProjectDirectory projects = new ProjectDirectory(scope, clients, clock);
        return List.of(
                new IssuesStream(scope, clients, projects),
                new ErrorsStream(scope, clients, projects, clock),
                new ReleasesStream(scope, clients, projects),
                new TransactionsStream(scope, clients, projects, clock),
                new SessionsStream(scope, clients, projects, clock),
                new MonitorsStream(scope, clients, projects, clock),
                new OutcomesStream(clients, projects, clock));
    }

    /** Returns the id of a project's entity. */
    public static EntityId projectId(String organization, String slug) {
        return ProjectDirectory.idOf(organization, slug);
    }
}
