package io.throughline.azure.resources;

import io.throughline.core.http.UnreadableItem;
import java.util.List;

/** Lists resources. Thread-safe; calls run on the caller's thread. */
public interface ResourceGraphGateway {

    /**
     * Lists all resources within a scope, by ascending id; one request per thousand.
     *
     * @return what the credential may see: what it may not is left out by the service without a word
     * @throws io.throughline.core.http.MalformedResponseException if the service cut the list off without a way to go on
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    Inventory list(AzureScope scope);

    /**
     * A listing.
     *
     * @param resources by ascending id
     * @param throttled whether the service slowed it down
     * @param notes what of the scope could not be read or was left out, and what is contradictory, a line each
     * @param calls requests that it took
     */
    record Inventory(
            List<AzureResource> resources,
            boolean throttled,
            List<String> notes,
            int calls,
            List<UnreadableItem> unreadable) {

        public Inventory {
            resources = List.copyOf(resources);
            notes = List.copyOf(notes);
            unreadable = List.copyOf(unreadable);
        }

        /** Creates a listing that there is nothing to say about. */
        public Inventory(List<AzureResource> resources, boolean throttled) {
            this(resources, throttled, List.of(), 1, List.of());
        }
    }
}
