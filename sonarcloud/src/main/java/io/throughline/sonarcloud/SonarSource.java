package io.throughline.sonarcloud;

import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.SparingStreams;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamGate;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.stream.SonarEntities;
import io.throughline.sonarcloud.stream.SonarStreams;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * SonarQube Cloud or Server as a source: analyses as changes that the quality gate judged, what was measured at each, the
 * gravest issues and hotspots one by one and the others as counts, and what branches and pull requests are at.
 * Thread-safe.
 */
public final class SonarSource implements TelemetrySource {

    private final SonarSettings settings;
    private final SonarClient client;
    private final CallLog calls;
    private final Clock clock;
    private final SonarStreams streams;
    private final StreamGate gate = new StreamGate(SonarEntities.SYSTEM);
    private final List<TelemetryStream> guarded;

    private SonarSource(
            SonarSettings settings, SonarClient client, CallLog calls, UnreadableItems unreadable, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.calls = calls;
        this.clock = clock;
        this.streams = new SonarStreams(settings.scope(), new ClientReads(client), clock);
        this.guarded = gate.guard(SparingStreams.of(streams.all(), unreadable));
    }

    static SonarSource open(SonarSettings settings, SourceRuntime runtime) {
        CallLog calls = new CallLog(runtime.clock());
        UnreadableItems unreadable = new UnreadableItems();
        SonarClient.Builder builder = SonarClient.builder(settings.url())
                .token(settings.token())
                .transport(new JdkHttpTransport(runtime.httpClient()))
                .observer(calls)
                .unreadable(unreadable)
                .clock(runtime.clock());
        if (settings.organization() != null) {
            builder.organization(settings.organization());
        }
        return new SonarSource(settings, builder.build(), calls, unreadable, runtime.clock());
    }

    /** Opens a source over a client that may tell the log of its calls. */
    static SonarSource open(SonarSettings settings, SonarClient client, CallLog calls, Clock clock) {
        return new SonarSource(settings, client, calls, new UnreadableItems(), clock);
    }

    /** Opens a source over a client that is still to be made, and may set aside what it cannot read. */
    static SonarSource open(SonarSettings settings, SonarClient.Builder client, Clock clock) {
        UnreadableItems unreadable = new UnreadableItems();
        CallLog calls = new CallLog(clock);
        return new SonarSource(settings, client.unreadable(unreadable).build(), calls, unreadable, clock);
    }

    static SonarSource open(SonarSettings settings, SonarClient client, Clock clock) {
        return new SonarSource(settings, client, new CallLog(clock), new UnreadableItems(), clock);
    }

    @Override
    public String id() {
        return SonarEntities.SYSTEM;
    }

    @Override
    public List<TelemetryStream> streams() {
        return guarded;
    }

    @Override
    public List<CheckResult> check() {
        return new SonarCheck(settings, client, calls, clock).run();
    }

    @Override
    public SourcePlan plan(TimeWindow horizon, Duration every) {
        long before = calls.count();
        SourcePlan plan = TelemetrySource.super.plan(horizon, every);
        List<String> scope = new ArrayList<>();
        scope.add(
                settings.organization() == null
                        ? "server " + settings.url()
                        : "organization " + settings.organization() + " at " + settings.url());
        scope.add(streams.projects().size() + " projects are read"
                + (settings.projects().isEmpty() ? ": all that the token's owner may browse" : ""));
        scope.add("the main branch of each is read"
                + (settings.branches().isEmpty() ? "" : ", and " + String.join(", ", settings.branches())));
        scope.addAll(streams.gaps());
        return new SourcePlan(id(), scope, streams.projects(), plan.streams(), calls.count() - before);
    }

    /** Keeps the streams from being read; the HTTP client belongs to the host. */
    @Override
    public void close() {
        gate.close();
    }
}
