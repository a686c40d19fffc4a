package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.resources.GraphTable.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at what lies around a scope, to tell whether it says what was meant. Thread-safe. */
public final class ScopeSurvey {

    private final GraphTable graph;

    /** Creates a survey over the pipeline for Resource Manager. */
    public ScopeSurvey(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.graph = new GraphTable(pipeline, endpoints, failures);
    }

    /**
     * An Application Insights component whose telemetry lies in no workspace.
     *
     * @param id its ARM id
     * @param name its name
     */
    public record ClassicComponent(String id, String name) {}

    /** Counts the resources of each environment, a line each, also of those that are not read; one request per 300 subscriptions. */
    public List<String> environments(AzureScope scope) {
        Rows rows = ask("count the resources of each environment", scope, new ScopeQueries(scope).environments());
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Map<?, ?> row : rows.rows()) {
            String environment = GraphTable.text(row, "environment");
            counts.merge(environment == null ? "" : environment, GraphTable.whole(row, "Resources"), Long::sum);
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((environment, count) -> {
            if (environment.isEmpty()) {
                lines.add(count + " resources without an environment by any rule: read");
            } else {
                lines.add(count + " resources of " + environment + ": "
                        + (scope.environments().admits(environment) ? "read" : "left out"));
            }
        });
        return lines;
    }

    /**
     * Finds tags that were perhaps meant by the scope's conditions, a line each: names that differ by a letter or two, values
     * likewise; one request per 300 subscriptions.
     */
    public List<String> nearMisses(AzureScope scope) {
        TreeSet<String> names = new TreeSet<>(scope.tags().names());
        String environmentTag = scope.environments().tag();
        if (environmentTag != null && scope.environments().filters()) {
            names.add(environmentTag.toLowerCase(Locale.ROOT));
        }
        if (names.isEmpty()) {
            return List.of();
        }
        Rows rows = ask("count tags", scope, new ScopeQueries(scope).tags(names));
        List<NearMiss.Tag> tags = new ArrayList<>();
        for (Map<?, ?> row : rows.rows()) {
            if (row.get("tagName") instanceof String name && !name.isEmpty()) {
                String value = row.get("tagValue") instanceof String text ? text : "";
                tags.add(new NearMiss.Tag(name, value, GraphTable.whole(row, "Resources")));
            }
        }
        return NearMiss.of(scope, names, tags);
    }

    /** Lists the Application Insights components whose telemetry cannot be read, because it lies in no workspace. */
    public List<ClassicComponent> classicComponents(AzureScope scope) {
        Rows rows = ask(
                "list Application Insights components without workspace",
                scope,
                new ScopeQueries(scope).classicComponents());
        List<ClassicComponent> components = new ArrayList<>();
        for (Map<?, ?> row : rows.rows()) {
            String id = GraphTable.text(row, "id");
            String name = GraphTable.text(row, "name");
            if (id != null
                    && name != null
                    && "microsoft.insights/components".equalsIgnoreCase(GraphTable.text(row, "type"))) {
                components.add(new ClassicComponent(id, name));
            }
        }
        return components;
    }

    private Rows ask(String what, AzureScope scope, KqlQuery query) {
        List<String> subscriptions = scope.subscriptions();
        AzureCall call = new AzureCall(
                what, "grant the role Reader on each subscription: " + String.join(", ", subscriptions), null);
        return graph.ofSubscriptions(call, query, subscriptions);
    }
}
