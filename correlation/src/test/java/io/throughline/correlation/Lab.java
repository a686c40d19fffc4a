package io.throughline.correlation;

import io.throughline.core.config.SourceProvider;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.EntityMapping;
import java.util.List;

/** A source that knows whom everything belongs to and reads nothing. */
record Lab(List<EntityMapping> known) implements SourceProvider, SourceProvider.ConfiguredSource, TelemetrySource {

    @Override
    public String id() {
        return "lab";
    }

    @Override
    public SourceProvider.ConfiguredSource configure(SourceConfig config) {
        return this;
    }

    @Override
    public List<EntityMapping> mappings() {
        return known;
    }

    @Override
    public TelemetrySource open(SourceRuntime runtime) {
        return this;
    }

    @Override
    public List<TelemetryStream> streams() {
        return List.of();
    }

    @Override
    public List<CheckResult> check() {
        return List.of();
    }

    @Override
    public void close() {}
}
