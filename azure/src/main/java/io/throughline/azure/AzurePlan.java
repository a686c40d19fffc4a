package io.throughline.azure;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import io.throughline.azure.resources.SubscriptionDirectory.Selected;
import io.throughline.azure.resources.Subscriptions.Subscription;
import io.throughline.azure.stream.AzureStreams;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tells what Azure's streams would read. Lists the inventory, and looks at what lies around the scope. */
final class AzurePlan {

    private static final int MOST_NAMED = 20;

    private final AzureScope scope;
    private final AzureClient client;
    private final ListedInventory inventory;
    private final List<TelemetryStream> streams;

    AzurePlan(AzureScope scope, AzureClient client, ListedInventory inventory, List<TelemetryStream> streams) {
        this.scope = scope;
        this.client = client;
        this.inventory = inventory;
        this.streams = streams;
    }

    SourcePlan make(TimeWindow horizon, Duration every) {
        long before = client.calls();
        // The streams plan over the inventory that they will read by; it is listed once for all of them.
        List<StreamPlan> plans = streams.stream()
                .map(stream -> stream.plan(horizon, every))
                .flatMap(Optional::stream)
                .toList();
        Inventory listed = inventory.last(scope);
        Selected selected = scope.selected();
        List<String> lines = new ArrayList<>(scope.describe());
        if (!scope.selection().isFixed() || scope.environments().needSubscriptionNames()) {
            lines.add(selected.readable().size() + " subscriptions are read: " + names(selected));
        }
        selected.notes().stream().filter(note -> !listed.notes().contains(note)).forEach(lines::add);
        lines.addAll(listed.notes());
        lines.addAll(look("the resources of each environment were not counted", client.survey()::environments));
        lines.addAll(look("tags that nearly fit were not looked for", client.survey()::nearMisses));
        if (scope.workspaces().isEmpty()) {
            lines.add("streams over logs are off: no workspace is configured for an environment in scope; add one under"
                    + " azure.workspaces");
        }
        List<Entity> entities = AzureStreams.entities(listed.resources(), client.endpoints());
        return new SourcePlan(AzureSource.ID, lines, entities, plans, client.calls() - before);
    }

    /** What is only looked at for advice must not keep the plan from being made. */
    private List<String> look(String otherwise, Function<AzureScope, List<String>> question) {
        try {
            return question.apply(scope);
        } catch (QueryRejectedException e) {
            return List.of(otherwise + ": " + e.details().message());
        }
    }

    private static String names(Selected selected) {
        List<String> names = selected.readable().stream()
                .limit(MOST_NAMED)
                .map(Subscription::name)
                .toList();
        int more = selected.readable().size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }
}
