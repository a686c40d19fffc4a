package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A possible cause while it is being weighed. Not thread-safe. */
final class Candidate {

    final CauseKind kind;
    final EntityId entity;
    final String title;
    /** When it began, so that one cause can be seen to come of another. */
    final Instant at;

    final @Nullable ChangeReference change;
    final List<Reason> reasons = new ArrayList<>();
    final List<Reason> against = new ArrayList<>();

    @Nullable
    Mechanism mechanism;

    private double score;

    Candidate(CauseKind kind, EntityId entity, String title, Instant at, @Nullable ChangeReference change) {
        this.kind = kind;
        this.entity = entity;
        this.title = title;
        this.at = at;
        this.change = change;
    }

    double score() {
        return score;
    }

    /** Adds independent evidence: what remains of doubt is multiplied (noisy or). */
    Candidate supported(double strength, Reason reason) {
        score = 1 - (1 - score) * (1 - Math.max(0, Math.min(1, strength)));
        reasons.add(reason.with("strength", strength));
        return this;
    }

    /** Weakens: the share of the score that is left, and why. */
    Candidate weakened(double left, Reason reason) {
        score *= left;
        against.add(reason.with("scoreLeft", left));
        return this;
    }

    /** Names what the candidate did, if nothing was named before. */
    void worksBy(Mechanism how) {
        mechanism = Objects.requireNonNullElse(mechanism, how);
    }

    RootCause ranked(int rank) {
        return new RootCause(rank, kind, entity, title, score, change, mechanism, reasons, against);
    }
}
