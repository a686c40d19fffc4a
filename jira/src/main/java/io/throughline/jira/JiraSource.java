package io.throughline.jira;

import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import java.util.List;

/**
 * Jira as a source: the stream {@code jira/tickets}. Tickets are read by when they were last changed; people are left out,
 * or kept as pseudonyms if the host has a key for them. Thread-safe.
 */
public final class JiraSource implements TelemetrySource {

    private final JiraSettings settings;
    private final JiraClient client;
    private final TicketStream tickets;

    private JiraSource(JiraSettings settings, JiraClient client, SourceRuntime runtime) {
        this.settings = settings;
        this.client = client;
        this.tickets = new TicketStream(settings, client, runtime);
    }

    static JiraSource open(JiraSettings settings, SourceRuntime runtime) {
        JiraClient.Builder builder = JiraClient.builder(settings.url())
                .transport(new JdkHttpTransport(runtime.httpClient()))
                .clock(runtime.clock());
        if (settings.email() == null) {
            builder.bearer(settings.token());
        } else {
            builder.apiToken(settings.email(), settings.token());
        }
        return open(settings, builder.build(), runtime);
    }

    static JiraSource open(JiraSettings settings, JiraClient client, SourceRuntime runtime) {
        return new JiraSource(settings, client, runtime);
    }

    @Override
    public String id() {
        return JiraIds.SYSTEM;
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of(tickets);
    }

    @Override
    public List<CheckResult> check() {
        return new JiraCheck(settings, client).run();
    }

    /** Does nothing: the HTTP client belongs to the host. */
    @Override
    public void close() {}
}
