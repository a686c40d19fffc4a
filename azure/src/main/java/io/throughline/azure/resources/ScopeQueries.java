package io.throughline.azure.resources;

import io.throughline.azure.logs.KqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The queries of Resource Graph for a scope. */
final class ScopeQueries {

    private final AzureScope scope;

    ScopeQueries(AzureScope scope) {
        this.scope = scope;
    }

    /** Returns the text of the query that lists the resources of the scope. */
    KqlQuery resources() {
        KqlQuery query = filtered(true);
        String inheritedColumns = (scope.inherited().contains(TagInheritance.RESOURCE_GROUP) ? ", groupTags" : "")
                + (scope.inherited().contains(TagInheritance.SUBSCRIPTION) ? ", subscriptionTags" : "");
        return query.pipe("extend defaultHostName = tostring(properties.defaultHostName), fullyQualifiedDomainName = "
                        + "tostring(properties.fullyQualifiedDomainName), serverFarmId = "
                        + "tostring(properties.serverFarmId)")
                .pipe("project id, name, type, location, resourceGroup, subscriptionId, kind, tags, defaultHostName, "
                        + "fullyQualifiedDomainName, serverFarmId" + inheritedColumns)
                .pipe("order by id asc");
    }

    /** Returns the text of the query that counts the resources of each environment, also those that are not read. */
    KqlQuery environments() {
        return filtered(false)
                .pipe("summarize Resources = count() by environment")
                .pipe("order by Resources desc");
    }

    /** Returns the text of the query that counts the names and some values of the tags, before tags filter anything. */
    KqlQuery tags(Set<String> valuesOf) {
        KqlQuery query = KqlQuery.table("resources");
        for (String condition : groupConditions()) {
            query = where(query, condition);
        }
        query = query.pipe("where isnotempty(tags)")
                .pipe("mv-expand tags")
                .pipe("extend tagName = tostring(bag_keys(tags)[0])")
                .pipe("extend tagValue = tostring(tags[tagName])");
        query = valuesOf.isEmpty()
                ? query.pipe("extend tagValue = \"\"")
                : query.pipe("extend tagValue = iff(tagName in~ {}, tagValue, \"\")", List.copyOf(valuesOf));
        return query.pipe("summarize Resources = count() by tagName, tagValue")
                .pipe("order by Resources desc")
                .pipe("take 1000");
    }

    /** Returns the text of the query for Application Insights components whose telemetry lies in no workspace. */
    KqlQuery classicComponents() {
        KqlQuery query = KqlQuery.table("resources").pipe("where type =~ {}", "microsoft.insights/components");
        for (String condition : groupConditions()) {
            query = where(query, condition);
        }
        return query.pipe("where isempty(tostring(properties.WorkspaceResourceId))")
                .pipe("project id, name, type, resourceGroup, subscriptionId")
                .pipe("order by id asc");
    }

    private KqlQuery filtered(boolean byEnvironment) {
        KqlQuery query = KqlQuery.table("resources");
        for (String condition : groupConditions()) {
            query = where(query, condition);
        }
        boolean told = scope.environments().filters() || !byEnvironment;
        if (scope.tags().isEmpty() && scope.inherited().isEmpty() && !told) {
            return query;
        }
        TagColumns columns = new TagColumns(scope.inherited());
        query = columns.join(query);
        if (!scope.tags().isEmpty()) {
            List<TagExpression> conditions =
                    scope.tags() instanceof TagExpression.All all ? all.parts() : List.of(scope.tags());
            for (TagExpression part : conditions) {
                query = where(query, part.condition(columns::value));
            }
        }
        if (told) {
            query = new KqlQuery(query.text() + "\n| extend environment = "
                    + scope.environments()
                            .expression(columns::value, scope.selected().readable()));
        }
        if (byEnvironment && told) {
            query = query.pipe(
                    "where isempty(environment) or environment in {}",
                    List.copyOf(scope.environments().wanted()));
        }
        return query;
    }

    private List<String> groupConditions() {
        List<String> conditions = new ArrayList<>();
        if (!scope.include().isEmpty()) {
            conditions.add(String.join(
                    " or ",
                    scope.include().stream()
                            .map(glob -> glob.condition("resourceGroup"))
                            .toList()));
        }
        for (Glob glob : scope.exclude()) {
            conditions.add("not(" + glob.condition("resourceGroup") + ")");
        }
        return conditions;
    }

    /** Conditions hold literals already; a brace in one must not be taken for a place. */
    private static KqlQuery where(KqlQuery query, String condition) {
        return new KqlQuery(query.text() + "\n| where " + condition);
    }
}
