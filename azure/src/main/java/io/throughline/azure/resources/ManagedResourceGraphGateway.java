package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.azure.resourcemanager.resourcegraph.models.ResultTruncated;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.KqlQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resource Graph through azure-resourcemanager-resourcegraph. */
public final class ManagedResourceGraphGateway implements ResourceGraphGateway {

    private static final int PAGE = 1000;
    /** Subscriptions named in one query; the service takes some more. */
    private static final int MOST_SUBSCRIPTIONS = 300;

    private final ResourceGraphManager manager;
    private final AzureFailures failures;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public ManagedResourceGraphGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        Map<String, String> addresses = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        addresses.put(AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), endpoints.resourceManager() + "/");
        this.manager = ResourceGraphManager.authenticate(
                AzurePipelines.onCallersThread(pipeline),
                new AzureProfile(null, null, new AzureEnvironment(addresses)));
        this.failures = failures;
    }

    @Override
    public Inventory list(AzureScope scope) {
        List<AzureResource> resources = new ArrayList<>();
        boolean throttled = false;
        for (int i = 0; i < scope.subscriptions().size(); i += MOST_SUBSCRIPTIONS) {
            throttled |= list(
                    scope,
                    scope.subscriptions()
                            .subList(
                                    i,
                                    Math.min(
                                            i + MOST_SUBSCRIPTIONS,
                                            scope.subscriptions().size())),
                    resources);
        }
        resources.sort(Comparator.comparing(AzureResource::key));
        return new Inventory(resources, throttled);
    }

    /** The text of the query for a scope. */
    static KqlQuery query(AzureScope scope) {
        KqlQuery query = KqlQuery.table("resources");
        for (String condition : scope.conditions()) {
            // Conditions hold literals already; a brace in one must not be taken for a place.
            query = new KqlQuery(query.text() + "\n| where " + condition);
        }
        return query.pipe("extend defaultHostName = tostring(properties.defaultHostName), fullyQualifiedDomainName = "
                        + "tostring(properties.fullyQualifiedDomainName), serverFarmId = "
                        + "tostring(properties.serverFarmId)")
                .pipe("project id, name, type, location, resourceGroup, subscriptionId, kind, tags, defaultHostName, "
                        + "fullyQualifiedDomainName, serverFarmId")
                .pipe("order by id asc");
    }

    private boolean list(AzureScope scope, List<String> subscriptions, List<AzureResource> into) {
        AzureCall call = new AzureCall(
                "list resources of " + subscriptions.size()
                        + (subscriptions.size() == 1 ? " subscription" : " subscriptions"),
                "grant the role Reader (or Monitoring Reader) on each subscription: "
                        + String.join(", ", subscriptions),
                null);
        String token = null;
        Set<String> tokens = new HashSet<>();
        boolean throttled = false;
        do {
            CallNotes notes = new CallNotes();
            QueryResponse page = page(call, notes, query(scope).text(), subscriptions, token);
            throttled |= notes.throttled();
            if (!(page.data() instanceof List<?> rows)) {
                throw failures.unreadable(call, notes, "/data", "a list of objects was expected", null);
            }
            for (Object row : rows) {
                AzureResource resource = resource(call, notes, row);
                if (scope.has(resource)) {
                    into.add(resource);
                }
            }
            token = page.skipToken();
            if (token == null && page.resultTruncated() == ResultTruncated.TRUE) {
                throw failures.unreadable(
                        call, notes, "/resultTruncated", "the service cut the list off without a way to go on", null);
            }
            if (token != null && !tokens.add(token)) {
                throw failures.unreadable(call, notes, "/$skipToken", "the pages go round in a circle", null);
            }
        } while (token != null);
        return throttled;
    }

    private QueryResponse page(
            AzureCall call, CallNotes notes, String query, List<String> subscriptions, @Nullable String token) {
        QueryRequestOptions options = new QueryRequestOptions()
                .withTop(PAGE)
                .withSkipToken(token)
                .withResultFormat(ResultFormat.OBJECT_ARRAY)
                .withAllowPartialScopes(false);
        QueryRequest request = new QueryRequest()
                .withSubscriptions(subscriptions)
                .withQuery(query)
                .withOptions(options);
        try {
            return manager.resourceProviders()
                    .resourcesWithResponse(request, notes.context())
                    .getValue();
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }

    private AzureResource resource(AzureCall call, CallNotes notes, Object row) {
        if (!(row instanceof Map<?, ?> members)
                || !(members.get("id") instanceof String id)
                || !(members.get("name") instanceof String name)
                || !(members.get("type") instanceof String type)) {
            throw failures.unreadable(call, notes, "/data", "a resource without id, name or type: " + row, null);
        }
        SortedMap<String, String> tags = new TreeMap<>();
        if (members.get("tags") instanceof Map<?, ?> map) {
            map.forEach((tag, value) -> tags.put(String.valueOf(tag), value == null ? "" : value.toString()));
        }
        String location = text(members, "location");
        String group = text(members, "resourceGroup");
        String subscription = text(members, "subscriptionId");
        return new AzureResource(
                id,
                name,
                type,
                location == null ? "" : location,
                group == null ? "" : group,
                subscription == null ? "" : subscription,
                text(members, "kind"),
                tags,
                text(members, "defaultHostName"),
                text(members, "fullyQualifiedDomainName"),
                text(members, "serverFarmId"));
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
