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
 *   cost:                          # all of it may be left out
 *     enabled: true                # false: no costs, no budgets
 *     type: [actual, amortized]    # what is invoiced; with reservations spread over their term
 *     groupBy: MeterCategory       # what a resource's costs are told apart by
 *     clientType: Throughline      # the name under which calls are counted
 *     metersPerResource: 1         # rows a day for each resource, only for the plan
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
                        .costClientType(settings.cost().clientType())
                        .build();
                return new AzureSource(
                        client, settings.scope(), settings.cost().options(), runtime.clock(), runtime.pseudonyms());
            }
        };
    }
}
