package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.resources.GraphTable.Rows;
import io.throughline.azure.resources.SubscriptionDirectory.Selected;
import io.throughline.core.http.UnreadableItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Resource Graph through azure-resourcemanager-resourcegraph. */
public final class ManagedResourceGraphGateway implements ResourceGraphGateway {

    private static final int MOST_LISTED = 20;

    private final GraphTable graph;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public ManagedResourceGraphGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.graph = new GraphTable(pipeline, endpoints, failures);
    }

    @Override
    public Inventory list(AzureScope scope) {
        Selected selected = scope.selected();
        List<String> subscriptions = selected.ids();
        AzureCall call = new AzureCall(
                "list resources of " + subscriptions.size()
                        + (subscriptions.size() == 1 ? " subscription" : " subscriptions"),
                "grant the role Reader (or Monitoring Reader) on each subscription: "
                        + String.join(", ", subscriptions),
                null);
        Rows rows = graph.ofSubscriptions(call, new ScopeQueries(scope).resources(), subscriptions);
        List<AzureResource> resources = new ArrayList<>();
        List<String> contradictions = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        int undecided = 0;
        List<UnreadableItem> unreadable = new ArrayList<>();
        for (Map<?, ?> row : rows.rows()) {
            Optional<ResourceRow> resourceRow = ResourceRow.of(scope, row);
            if (resourceRow.isEmpty() && graph.sparesUnreadable()) {
                unreadable.add(graph.unread(call, row, "it has no id, name or type"));
                continue;
            }
            ResourceRow read = resourceRow.orElseThrow(
                    () -> graph.unreadable(call, "a resource without id, name or type: " + row));
            EnvironmentRules.Decision decision = read.decision();
            AzureResource resource = read.resource();
            if (scope.has(resource)) {
                resources.add(resource);
                seen.add(resource.subscriptionId().toLowerCase(Locale.ROOT));
                undecided += decision.environment() == null ? 1 : 0;
                if (!decision.contradictions().isEmpty()) {
                    contradictions.add(resource.name() + " is " + decision.environment() + " by " + decision.by()
                            + ", but " + String.join(" and ", decision.contradictions()));
                }
            }
        }
        resources.sort(Comparator.comparing(AzureResource::key));
        List<String> notes = new ArrayList<>(selected.notes());
        notes.addAll(silent(scope, subscriptions, seen));
        if (undecided > 0 && scope.environments().filters()) {
            notes.add(undecided + " of " + resources.size() + " resources have no environment by any rule and are read:"
                    + " give them the tag " + scope.environments().tag() + ", or add a rule under azure.environment");
        }
        contradictions.stream().sorted().limit(MOST_LISTED).forEach(notes::add);
        if (contradictions.size() > MOST_LISTED) {
            notes.add("and " + (contradictions.size() - MOST_LISTED)
                    + " more resources whose rules contradict each other");
        }
        return new Inventory(resources, rows.throttled(), notes, rows.calls(), unreadable);
    }

    /** Without a role on a subscription the service lists nothing of it and says nothing. */
    private static List<String> silent(AzureScope scope, List<String> subscriptions, Set<String> seen) {
        if (seen.isEmpty() || !scope.selection().isFixed()) {
            return List.of();
        }
        return subscriptions.stream()
                .filter(id -> !seen.contains(id))
                .map(id -> "no resource of subscription " + id + " is in scope: nothing matches, it is disabled, or the"
                        + " credential has no role on it (then grant Reader on /subscriptions/" + id + ")")
                .toList();
    }
}
