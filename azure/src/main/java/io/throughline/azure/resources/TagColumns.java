package io.throughline.azure.resources;

import io.throughline.azure.logs.Kql;
import io.throughline.azure.logs.KqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tags of a query over resources. Resource Graph compares names of tags by case, so they are looked up in a copy in
 * lower case; where tags are inherited, those of group and subscription are joined to it.
 */
final class TagColumns {

    private static final String OWN = "tagged";
    private static final String OF_GROUP = "groupTagged";
    private static final String OF_SUBSCRIPTION = "subscriptionTagged";

    private final List<String> columns = new ArrayList<>();
    private final Set<TagInheritance> inherited;

    TagColumns(Set<TagInheritance> inherited) {
        this.inherited = inherited;
        columns.add(OWN);
        if (inherited.contains(TagInheritance.RESOURCE_GROUP)) {
            columns.add(OF_GROUP);
        }
        if (inherited.contains(TagInheritance.SUBSCRIPTION)) {
            columns.add(OF_SUBSCRIPTION);
        }
    }

    /** Returns the query with the columns that {@link #value} needs; {@code groupTags} and {@code subscriptionTags} too. */
    KqlQuery join(KqlQuery resources) {
        KqlQuery query = resources;
        if (inherited.contains(TagInheritance.RESOURCE_GROUP)) {
            query = query.pipe("extend groupKey = tolower(strcat(subscriptionId, \"/\", resourceGroup))")
                    .pipe("join kind=leftouter (resourcecontainers"
                            + " | where type =~ \"microsoft.resources/subscriptions/resourcegroups\""
                            + " | project groupKey = tolower(strcat(subscriptionId, \"/\", resourceGroup)),"
                            + " groupTags = tags) on groupKey");
        }
        if (inherited.contains(TagInheritance.SUBSCRIPTION)) {
            query = query.pipe("join kind=leftouter (resourcecontainers"
                    + " | where type =~ \"microsoft.resources/subscriptions\""
                    + " | project subscriptionId, subscriptionTags = tags) on subscriptionId");
        }
        List<String> copies = new ArrayList<>();
        copies.add(OWN + " = todynamic(tolower(tostring(tags)))");
        if (inherited.contains(TagInheritance.RESOURCE_GROUP)) {
            copies.add(OF_GROUP + " = todynamic(tolower(tostring(groupTags)))");
        }
        if (inherited.contains(TagInheritance.SUBSCRIPTION)) {
            copies.add(OF_SUBSCRIPTION + " = todynamic(tolower(tostring(subscriptionTags)))");
        }
        return query.pipe("extend " + String.join(", ", copies));
    }

    /** Returns the expression for the value of a tag by its name in lower case: the nearest that is not empty. */
    String value(String name) {
        String expression = null;
        for (int i = columns.size() - 1; i >= 0; i--) {
            String value = Kql.format("trim({}, tostring(" + columns.get(i) + "[{}]))", "\\s+", name);
            expression =
                    expression == null ? value : "iff(isnotempty(" + value + "), " + value + ", " + expression + ")";
        }
        return String.valueOf(expression);
    }
}
