package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import java.util.Objects;

/**
 * A possible cause that was looked at and is none.
 *
 * @param kind what sort of cause it would have been
 * @param entity the entity that would have been at fault
 * @param title one line for people: what was ruled out
 * @param reason the first condition that it failed
 */
public record RuledOut(CauseKind kind, EntityId entity, String title, Reason reason) {

    public RuledOut {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(reason, "reason");
    }
}
