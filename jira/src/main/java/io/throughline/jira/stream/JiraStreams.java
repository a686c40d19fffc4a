package io.throughline.jira.stream;

import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryStream;
import io.throughline.jira.JiraClient;
import java.util.List;

/** Makes the streams of a Jira site. */
public final class JiraStreams {

    private JiraStreams() {}

    /** Returns the streams {@code jira/tickets} and {@code jira/versions}; no call is made. */
    public static List<TelemetryStream> of(StreamSettings settings, JiraClient client, SourceRuntime runtime) {
        return List.of(new TicketStream(settings, client, runtime), new VersionStream(settings, client, runtime));
    }
}
