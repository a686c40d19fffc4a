package io.throughline.sonarcloud;

import io.throughline.core.config.SourceProvider;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.sonarcloud.stream.SonarEntities;
import java.util.List;

/**
 * Makes {@link SonarSource} from the section {@code sonarcloud} of the configuration:
 *
 * <pre>{@code
 * sonarcloud:
 *   url: https://sonarcloud.io
 *   site: https://sonarcloud.io # only if people use another address than the API has
 *   organization: acme          # left out for SonarQube Server
 *   token: ${env:SONAR_TOKEN}
 *   branches: [develop, "release/*"] # read beside the main branch, where a project has them; may be left out
 * }</pre>
 *
 * <p>A product or service lists the keys of its projects: {@code sonarcloud: [acme_checkout]}. The projects listed
 * anywhere are read; all that the token may browse if none is.
 */
public final class SonarSourceProvider implements SourceProvider {

    /** Creates a provider. */
    public SonarSourceProvider() {}

    @Override
    public String id() {
        return SonarEntities.SYSTEM;
    }

    @Override
    public ConfiguredSource configure(SourceConfig config) {
        SonarSettings settings = SonarSettings.read(config);
        return new ConfiguredSource() {
            @Override
            public List<EntityMapping> mappings() {
                return settings.mappings();
            }

            @Override
            public TelemetrySource open(SourceRuntime runtime) {
                return SonarSource.open(settings, runtime);
            }
        };
    }
}
