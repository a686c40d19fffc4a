package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a cause led to the symptoms, where the telemetry shows it.
 *
 * @param entity where it shows, for example the database
 * @param title one line for people
 * @param queryHash the database's id of the query's text, or null if no query is involved
 * @param queryText the query, literals masked, or null if the database does not give it
 * @param reasons what shows it
 */
public record Mechanism(
        EntityId entity,
        String title,
        @Nullable String queryHash,
        @Nullable String queryText,
        List<Reason> reasons) {

    public Mechanism {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(title, "title");
        reasons = List.copyOf(reasons);
    }
}
