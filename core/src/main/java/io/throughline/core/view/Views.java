package io.throughline.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.throughline.core.store.StoredView;
import io.throughline.core.store.TelemetryStore;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The materialized views of a store. Thread-safe as the store is. */
public final class Views {

    private final TelemetryStore store;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Returns the views kept in a store. */
    public Views(TelemetryStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Computes a view and puts it in the place of the earlier one at once, unless the earlier one was computed from the
     * same inputs.
     *
     * @param scope what it is about, for example a product's name
     * @param inputs digest of all that the computation reads
     * @param asOf event time up to which the inputs were read, UTC
     * @param computation called only if the inputs changed
     * @return whether it was computed
     */
    public <T> boolean refresh(View<T> view, String scope, String inputs, Instant asOf, Supplier<T> computation) {
        Optional<StoredView> earlier = store.view(view.key(scope));
        if (earlier.isPresent()
                && earlier.get().version() == view.version()
                && earlier.get().inputs().equals(inputs)) {
            return false;
        }
        store.save(new StoredView(view.key(scope), view.version(), inputs, asOf, encode(view, computation.get())));
        return true;
    }

    /** Returns a view with the time it speaks of; empty if it was never computed, or only in another version. */
    public <T> Optional<Materialized<T>> read(View<T> view, String scope) {
        return store.view(view.key(scope))
                .filter(stored -> stored.version() == view.version())
                .map(stored -> new Materialized<>(decode(view, stored), stored.asOf(), stored.inputs()));
    }

    /** Returns the scopes for which a view was computed, ascending. */
    public SortedSet<String> scopes(View<?> view) {
        TreeSet<String> scopes = new TreeSet<>();
        String prefix = view.key("");
        for (String key : store.viewKeys()) {
            if (key.startsWith(prefix)) {
                scopes.add(key.substring(prefix.length()));
            }
        }
        return scopes;
    }

    private <T> String encode(View<T> view, T value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "view " + view.name() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private <T> T decode(View<T> view, StoredView stored) {
        try {
            return json.readValue(stored.json(), view.type());
        } catch (JsonProcessingException e) {
            throw new io.throughline.core.store.StoreException(
                    "view " + stored.key() + " of version " + stored.version()
                            + " cannot be read back; raise the version when its shape changes: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /**
     * A view as it was computed.
     *
     * @param value the content
     * @param asOf event time up to which its inputs were read, UTC
     * @param inputs digest of what it was computed from
     */
    public record Materialized<T>(T value, Instant asOf, String inputs) {}
}
