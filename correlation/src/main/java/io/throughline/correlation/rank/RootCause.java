package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ranked candidate for why an incident happened.
 *
 * @param rank 1 for the most probable
 * @param kind what sort of cause
 * @param entity the entity at fault
 * @param title one line for people
 * @param score how well the evidence fits, in {@code [0, 1]}; comparable within an incident, not a probability
 * @param change the change to blame; null unless the kind is {@link CauseKind#CHANGE}
 * @param mechanism how it led to the symptoms, or null if the telemetry does not show it
 * @param reasons what speaks for it, strongest first
 * @param against what speaks against it, strongest first
 */
public record RootCause(
        int rank,
        CauseKind kind,
        EntityId entity,
        String title,
        double score,
        @Nullable ChangeReference change,
        @Nullable Mechanism mechanism,
        List<Reason> reasons,
        List<Reason> against) {

    public RootCause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(title, "title");
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1, was " + rank);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1], was " + score);
        }
        if ((change != null) != (kind == CauseKind.CHANGE)) {
            throw new IllegalArgumentException("a cause names a change if and only if its kind is CHANGE: " + title);
        }
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }

    /** Returns the title, as people read it. */
    @Override
    public String toString() {
        return title;
    }
}
