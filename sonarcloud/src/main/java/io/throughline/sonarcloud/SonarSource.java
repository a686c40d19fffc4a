package io.throughline.sonarcloud;

import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import java.time.Clock;
import java.util.List;

/**
 * SonarQube Cloud or Server as a source: the stream {@code sonarcloud/analyses} with each analysis as a change that the
 * quality gate judged, and {@code sonarcloud/measures} with what was measured at each. Thread-safe.
 */
public final class SonarSource implements TelemetrySource {

    private final SonarSettings settings;
    private final SonarClient client;
    private final Clock clock;

    private SonarSource(SonarSettings settings, SonarClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    static SonarSource open(SonarSettings settings, SourceRuntime runtime) {
        SonarClient.Builder builder = SonarClient.builder(settings.url())
                .token(settings.token())
                .transport(new JdkHttpTransport(runtime.httpClient()))
                .clock(runtime.clock());
        if (settings.organization() != null) {
            builder.organization(settings.organization());
        }
        return open(settings, builder.build(), runtime.clock());
    }

    static SonarSource open(SonarSettings settings, SonarClient client, Clock clock) {
        return new SonarSource(settings, client, clock);
    }

    @Override
    public String id() {
        return SonarIds.SYSTEM;
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of(new AnalysisStream(settings, client, clock), new MeasureStream(settings, client, clock));
    }

    @Override
    public List<CheckResult> check() {
        return new SonarCheck(settings, client, clock).run();
    }

    /** Does nothing: the HTTP client belongs to the host. */
    @Override
    public void close() {}
}
