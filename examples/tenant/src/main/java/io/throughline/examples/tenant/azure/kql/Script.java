package io.throughline.examples.tenant.azure.kql;

import java.util.List;

/**
 * A whole query text.
 *
 * @param lets named values and named queries, in order
 * @param query what is answered
 */
record Script(List<Let> lets, Query query) {

    Script {
        lets = List.copyOf(lets);
    }

    /** {@code let name = …;}. */
    sealed interface Let {

        String name();
    }

    /** A named value. */
    record Value(String name, Expression value) implements Let {}

    /** A named query. */
    record Rows(String name, Query query) implements Let {}
}
