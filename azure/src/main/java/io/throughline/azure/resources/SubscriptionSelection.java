package io.throughline.azure.resources;

import java.util.List;
import java.util.Locale;

/**
 * Which subscriptions are read: those named, those below the named management groups, or all that can be seen; without
 * the excluded ones.
 *
 * @param ids ids of subscriptions
 * @param managementGroups ids of management groups
 * @param all whether all that the credential can see are read
 * @param excluded ids of subscriptions to leave out
 */
public record SubscriptionSelection(
        List<String> ids, List<String> managementGroups, boolean all, List<String> excluded) {

    public SubscriptionSelection {
        ids = normal(ids);
        managementGroups =
                managementGroups.stream().map(String::strip).distinct().sorted().toList();
        excluded = normal(excluded);
    }

    /** Returns the selection of the named subscriptions. */
    public static SubscriptionSelection of(List<String> ids) {
        return new SubscriptionSelection(ids, List.of(), false, List.of());
    }

    /** Tells whether the ids are known without asking Azure. */
    public boolean isFixed() {
        return !all && managementGroups.isEmpty();
    }

    /** Returns the named subscriptions that are not excluded. */
    List<String> fixed() {
        return ids.stream().filter(id -> !excluded.contains(id)).toList();
    }

    private static List<String> normal(List<String> ids) {
        return ids.stream()
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }
}
