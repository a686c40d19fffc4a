package io.throughline.azure.resources;

import io.throughline.azure.resources.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Knows subscriptions. Thread-safe; calls run on the caller's thread. */
public interface SubscriptionDirectory {

    /**
     * Looks up the subscriptions of a selection; one request per thousand.
     *
     * @throws io.throughline.core.http.SourceException if they cannot be listed
     */
    Selected select(SubscriptionSelection selection);

    /**
     * What became of a selection.
     *
     * @param readable the subscriptions that can be read, by ascending id
     * @param notes what is not read and why, a line each, for people
     * @param calls requests that it took
     */
    record Selected(List<Subscription> readable, List<String> notes, int calls) {

        public Selected {
            readable = List.copyOf(readable);
            notes = List.copyOf(notes);
        }

        /** Returns the ids of those that can be read, ascending. */
        public List<String> ids() {
            return readable.stream().map(Subscription::id).toList();
        }

        /** Sorts out what a listing gave. */
        static Selected of(SubscriptionSelection selection, List<Subscription> listed, int calls) {
            List<Subscription> readable = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            for (Subscription subscription : listed) {
                seen.add(subscription.id());
                if (selection.excluded().contains(subscription.id())) {
                    continue;
                }
                String state = subscription.state();
                if (state.equalsIgnoreCase("Disabled") || state.equalsIgnoreCase("Deleted")) {
                    notes.add("subscription " + subscription.name() + " (" + subscription.id() + ") is " + state
                            + " and is not read: enable it, or add it to excludeSubscriptions");
                } else {
                    readable.add(subscription);
                }
            }
            for (String id : selection.fixed()) {
                if (!seen.contains(id)) {
                    notes.add("subscription " + id
                            + " cannot be seen: the id is wrong, it belongs to another tenant, or the credential has"
                            + " lost its role on it: grant Reader on /subscriptions/" + id);
                }
            }
            readable.sort(java.util.Comparator.comparing(Subscription::id));
            return new Selected(readable, notes, calls);
        }
    }
}
