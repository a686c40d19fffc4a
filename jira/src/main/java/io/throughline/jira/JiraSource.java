package io.throughline.jira;

import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.SparingStreams;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamGate;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.jira.stream.JiraStreams;
import java.util.List;

/**
 * Jira as a source: the streams {@code jira/tickets} and {@code jira/versions}. Tickets are read by when they were last
 * changed; people are left out, or kept as pseudonyms if the host has a key for them. Thread-safe.
 */
public final class JiraSource implements TelemetrySource {

    private final JiraSettings settings;
    private final JiraClient client;
    private final LastCall lastCall;
    private final SourceRuntime runtime;
    private final List<TelemetryStream> streams;
    private final StreamGate gate = new StreamGate(JiraIds.SYSTEM);

    private JiraSource(
            JiraSettings settings,
            JiraClient client,
            LastCall lastCall,
            UnreadableItems unreadable,
            SourceRuntime runtime) {
        this.settings = settings;
        this.client = client;
        this.lastCall = lastCall;
        this.runtime = runtime;
        this.streams = gate.guard(SparingStreams.of(JiraStreams.of(settings.streams(), client, runtime), unreadable));
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
        return open(settings, builder, runtime);
    }

    static JiraSource open(JiraSettings settings, JiraClient.Builder client, SourceRuntime runtime) {
        LastCall lastCall = new LastCall();
        UnreadableItems unreadable = new UnreadableItems();
        JiraClient made = client.observer(lastCall).unreadable(unreadable).build();
        return new JiraSource(settings, made, lastCall, unreadable, runtime);
    }

    @Override
    public String id() {
        return JiraIds.SYSTEM;
    }

    @Override
    public List<TelemetryStream> streams() {
        return streams;
    }

    @Override
    public List<CheckResult> check() {
        return new JiraCheck(settings, client, lastCall, runtime.clock()).run();
    }

    /** Keeps the streams from being read; the HTTP client belongs to the host. */
    @Override
    public void close() {
        gate.close();
    }
}
