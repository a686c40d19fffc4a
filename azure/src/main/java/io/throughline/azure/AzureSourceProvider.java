package io.throughline.azure;

import io.throughline.azure.internal.AzurePipelines;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.mapping.Grouping;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 *   subscriptions: ["…"]           # or all-accessible, without excludeSubscriptions: ["…"]
 *   managementGroups: []           # their subscriptions are read too
 *   resourceGroups: { include: ["rg-prod-*"], exclude: ["*-sandbox"] }
 *   tags: { tier: [gold, silver], not: { owner: nobody } }  # also all, any, and "*" for any value
 *   inheritTags: []                # from resourceGroup, subscription
 *   environments: [production]     # what is read; "*" for all
 *   environment:                   # how it is told: first the tag, then these rules in this order
 *     tag: environment
 *     resourceGroups: { "rg-*-prod": production }
 *     subscriptions: { "shop-test": test }
 *     names: { "*-stg": staging }
 *     aliases: { live: production }
 *   workspaces:
 *     production: { id: "…" }      # or a list; resourceId in place of id takes the ARM id
 *   cost:                          # all of it may be left out
 *     enabled: true                # false: no costs, no budgets
 *     type: [actual, amortized]    # what is invoiced; with reservations spread over their term
 *     groupBy: MeterCategory       # what a resource's costs are told apart by
 *     clientType: Throughline      # the name under which calls are counted
 *     metersPerResource: 1         # rows a day for each resource, only for the plan
 *   endpoints: {}                  # authority, resourceManager, logs, metrics: for other clouds and proxies
 * }</pre>
 *
 * <p>A product or service names {@code roles}, {@code resources} (by name or ARM id, with {@code *}), {@code
 * resourceGroups} and {@code tags} (which must all be there); {@code validFrom} says since when.
 */
public final class AzureSourceProvider implements SourceProvider {

    private static final Pattern GROUP = Pattern.compile("^/subscriptions/[^/]+/resourcegroups/([^/]+)/");

    /** Creates a provider, for {@link java.util.ServiceLoader} and by hand. */
    public AzureSourceProvider() {}

    @Override
    public String id() {
        return AzureSource.ID;
    }

    private static Optional<String> resourceGroup(Entity entity) {
        Matcher matcher = GROUP.matcher(entity.id().key());
        return entity.id().system().equals(AzureSource.ID) && matcher.find()
                ? Optional.of(matcher.group(1))
                : Optional.empty();
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
            public List<Grouping> groupings() {
                return List.of(new Grouping("resource group", AzureSourceProvider::resourceGroup));
            }

            @Override
            public TelemetrySource open(SourceRuntime runtime) {
                UnreadableItems unreadable = new UnreadableItems();
                AzureClient client = AzureClient.builder(settings.credentials()
                                .open(settings.endpoints(), AzurePipelines.adapt(runtime.httpClient())))
                        .endpoints(settings.endpoints())
                        .httpClient(runtime.httpClient())
                        .clock(runtime.clock())
                        .unreadable(unreadable)
                        .costClientType(settings.cost().clientType())
                        .build();
                return new AzureSource(
                        client,
                        settings.scope(),
                        settings.cost().options(),
                        runtime.clock(),
                        runtime.pseudonyms(),
                        unreadable);
            }
        };
    }
}
