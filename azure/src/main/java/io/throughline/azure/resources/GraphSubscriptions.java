package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.resources.GraphTable.Rows;
import io.throughline.azure.resources.Subscriptions.Subscription;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Subscriptions as Resource Graph lists them: those of management groups, those named, or all that can be seen. */
public final class GraphSubscriptions implements SubscriptionDirectory {

    private static final KqlQuery QUERY = KqlQuery.table("resourcecontainers")
            .pipe("where type =~ {}", "microsoft.resources/subscriptions")
            .pipe("project id, name, subscriptionId, state = tostring(properties.state)")
            .pipe("order by id asc");

    private final GraphTable graph;

    /** Creates a directory over the pipeline for Resource Manager. */
    public GraphSubscriptions(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.graph = new GraphTable(pipeline, endpoints, failures);
    }

    @Override
    public Selected select(SubscriptionSelection selection) {
        TreeMap<String, Subscription> listed = new TreeMap<>();
        int calls = 0;
        if (selection.all()) {
            AzureCall call = new AzureCall(
                    "list the subscriptions that the credential can see",
                    "grant the role Reader on each subscription to be read",
                    null);
            calls += add(call, graph.ofManagementGroups(call, QUERY, java.util.List.of()), listed);
        } else {
            if (!selection.managementGroups().isEmpty()) {
                String groups = String.join(", ", selection.managementGroups());
                AzureCall call = new AzureCall(
                        "list the subscriptions of management groups " + groups,
                        "grant the role Reader on /providers/Microsoft.Management/managementGroups/"
                                + String.join(
                                        " and /providers/Microsoft.Management/managementGroups/",
                                        selection.managementGroups()),
                        "check the ids of the management groups: " + groups);
                calls += add(call, graph.ofManagementGroups(call, QUERY, selection.managementGroups()), listed);
            }
            if (!selection.fixed().isEmpty()) {
                AzureCall call = new AzureCall(
                        "look up " + selection.fixed().size() + " subscriptions",
                        "grant the role Reader on each subscription: " + String.join(", ", selection.fixed()),
                        null);
                calls += add(call, graph.ofSubscriptions(call, QUERY, selection.fixed()), listed);
            }
        }
        return Selected.of(selection, java.util.List.copyOf(listed.values()), calls);
    }

    private int add(AzureCall call, Rows rows, Map<String, Subscription> into) {
        for (Map<?, ?> row : rows.rows()) {
            String id = GraphTable.text(row, "subscriptionId");
            if (id == null) {
                throw graph.unreadable(call, "a subscription without id: " + row);
            }
            String name = GraphTable.text(row, "name");
            String state = GraphTable.text(row, "state");
            String key = id.toLowerCase(Locale.ROOT);
            into.put(key, new Subscription(key, name == null ? key : name, state == null ? "unknown" : state));
        }
        return rows.calls();
    }
}
