package io.throughline.examples.tenant.azure.kql;

import java.util.Optional;

/** The tables that queries may name. */
@FunctionalInterface
public interface Catalog {

    /** Returns the rows of a table, or nothing if there is no such table. */
    Optional<Relation> table(String name);
}
