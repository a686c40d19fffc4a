package io.throughline.sentry;

import io.throughline.core.http.CallObserver;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.RequestLimiter;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.SparingStreams;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamGate;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.sentry.stream.SentryStreams;
import io.throughline.sentry.stream.StreamClients;
import java.util.List;
import java.util.function.Function;

/**
 * Sentry as a source:
 *
 * <ul>
 *   <li>{@code sentry/issues}: issues with an event within the horizon, as they are now, by the vendor's id;
 *   <li>{@code sentry/errors}: error events a minute by project, environment and release;
 *   <li>{@code sentry/releases}: releases with their commits, and their deployments by environment;
 *   <li>{@code sentry/transactions}: transactions by project, environment and release, with Sentry's own quantiles;
 *   <li>{@code sentry/sessions}: sessions an hour by project, environment, release and status;
 *   <li>{@code sentry/monitors}: how cron monitors fared, as changes of health;
 *   <li>{@code sentry/outcomes}: what Sentry accepted, filtered and refused, an hour by project.
 * </ul>
 *
 * Counts are of events that Sentry accepted: what a quota refused is told by the outcomes, and beside the errors. Nothing that
 * identifies a person is passed on. Thread-safe.
 */
public final class SentrySource implements TelemetrySource {

    private final SentryCheck check;
    private final List<TelemetryStream> streams;
    private final StreamGate gate = new StreamGate(SentrySourceProvider.ID);

    private SentrySource(SentryCheck check, List<TelemetryStream> streams) {
        this.check = check;
        this.streams = gate.guard(streams);
    }

    static SentrySource open(SentrySettings settings, SourceRuntime runtime) {
        UnreadableItems unreadable = new UnreadableItems();
        SentryClient.Builder builder = SentryClient.builder(settings.url(), settings.organization())
                .token(settings.token())
                .transport(new JdkHttpTransport(runtime.httpClient()))
                .limiter(RequestLimiter.concurrent(4))
                .unreadable(unreadable)
                .clock(runtime.clock());
        SentryClient client = builder.build();
        // A check is to say at once what it saw.
        return over(
                settings,
                runtime,
                client,
                unreadable,
                observer -> builder.retryPolicy(RetryPolicy.never())
                        .observer(observer)
                        .build());
    }

    static SentrySource over(
            SentrySettings settings,
            SourceRuntime runtime,
            SentryClient client,
            UnreadableItems unreadable,
            Function<CallObserver, SentryClient> impatient) {
        StreamClients clients = new StreamClients(
                client.projects(),
                client.issues(),
                client.explore(),
                client.releases(),
                client.sessions(),
                client.monitors(),
                client.usage(),
                client::timesThrottled);
        ServerView server = new ServerView(runtime.clock());
        return new SentrySource(
                new SentryCheck(settings, impatient.apply(server), runtime.clock(), server),
                SparingStreams.of(SentryStreams.of(settings.scope(), clients, runtime.clock()), unreadable));
    }

    @Override
    public String id() {
        return SentrySourceProvider.ID;
    }

    @Override
    public List<TelemetryStream> streams() {
        return streams;
    }

    @Override
    public List<CheckResult> check() {
        return check.run();
    }

    /** Keeps the streams from being read; the HTTP client belongs to the host. */
    @Override
    public void close() {
        gate.close();
    }
}
