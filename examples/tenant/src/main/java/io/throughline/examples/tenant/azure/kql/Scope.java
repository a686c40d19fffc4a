package io.throughline.examples.tenant.azure.kql;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What names mean in a script: its own {@code let}s before the catalog's tables, and what time it is. */
final class Scope {

    private final Catalog catalog;
    private final Instant now;
    private final Map<String, Typed> values = new HashMap<>();
    private final Map<String, Relation> rows = new HashMap<>();

    Scope(Catalog catalog, Instant now) {
        this.catalog = catalog;
        this.now = now;
    }

    void define(String name, Typed value) {
        values.put(name, value);
    }

    void define(String name, Relation relation) {
        rows.put(name, relation);
    }

    Optional<Typed> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Relation> table(String name) {
        Relation own = rows.get(name);
        return own != null ? Optional.of(own) : catalog.table(name);
    }

    Instant now() {
        return now;
    }
}
