package io.throughline.azure;

import io.throughline.azure.internal.AzurePipelines;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.EntityMapping;
import java.util.List;

/**
 * Makes the source {@code azure} from the configuration:
 *
 * <pre>{@code
 * azure:
 *   cloud: public                  # public | us-government | china
 *   credential: client-secret      # default | client-secret | client-certificate | managed-identity | workload-identity | cli
 *   tenantId: "…"
 *   clientId: "…"
 *   clientSecret: ${env:AZURE_CLIENT_SECRET}
 *   subscriptions: ["…"]
 *   resourceGroups: { include: ["rg-prod-*"], exclude: ["*-sandbox"] }
 *   tags: { environment: [production] }
 *   workspaces:
 *     production: { id: "…" }
 *   endpoints: {}                  # authority, resourceManager, logs, metrics: for other clouds and proxies
 * }</pre>
 *
 * <p>A product or service names {@code roles}, {@code resources} (by name or ARM id) and {@code tags}.
 */
public final class AzureSourceProvider implements SourceProvider {

    /** Creates a provider, for {@link java.util.ServiceLoader} and by hand. */
    public AzureSourceProvider() {}

    @Override
    public String id() {
        return AzureSource.ID;
    }

    @Override
    public ConfiguredSource configure(SourceConfig config) {
        AzureSettings settings = AzureSettings.read(config);
        return new ConfiguredSource() {
            @Override
            public List<EntityMapping> mappings() {
                return settings.mappings();
            }

            @Override
            public TelemetrySource open(SourceRuntime runtime) {
                AzureClient client = AzureClient.builder(settings.credentials()
                                .open(settings.endpoints(), AzurePipelines.adapt(runtime.httpClient())))
                        .endpoints(settings.endpoints())
                        .httpClient(runtime.httpClient())
                        .clock(runtime.clock())
                        .build();
                return new AzureSource(client, settings.scope(), runtime.clock(), runtime.pseudonyms());
            }
        };
    }
}
