package io.throughline.jira;

import io.throughline.core.config.SourceProvider;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.EntityMapping;
import java.util.List;

/**
 * Makes {@link JiraSource} from the section {@code jira} of the configuration:
 *
 * <pre>{@code
 * jira:
 *   url: https://acme.atlassian.net   # or the gateway, https://api.atlassian.com/ex/jira/<cloud id>, with site:
 *   site: https://acme.atlassian.net  # only with the gateway
 *   email: sre@acme.example           # without it the token is sent as bearer
 *   token: ${env:JIRA_TOKEN}
 *   incidents: { project: OPS, issueType: Incident }
 *   fields: { severity: Severity, impactStart: customfield_10042 }   # custom fields to keep, by name or id
 *   lateIndex: 30m                    # how late a change may show in Jira's index and still be found at once
 *   rereadEvery: 7d                   # how often the whole horizon is read again
 * }</pre>
 *
 * <p>A product or service names {@code projects: [KEY]} and {@code components: [name]}. The projects named anywhere, and
 * that of the incidents, are read; all that the account sees if none is named, or if a product names only components.
 */
public final class JiraSourceProvider implements SourceProvider {

    /** Creates a provider. */
    public JiraSourceProvider() {}

    @Override
    public String id() {
        return JiraIds.SYSTEM;
    }

    @Override
    public ConfiguredSource configure(SourceConfig config) {
        JiraSettings settings = new JiraSettingsReader(config).read();
        return new ConfiguredSource() {
            @Override
            public List<EntityMapping> mappings() {
                return settings.streams().mappings();
            }

            @Override
            public TelemetrySource open(SourceRuntime runtime) {
                return JiraSource.open(settings, runtime);
            }
        };
    }
}
