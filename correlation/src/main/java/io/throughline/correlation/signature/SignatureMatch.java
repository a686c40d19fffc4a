package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.signature.Finding.State;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A signature held against an incident, at one entity.
 *
 * @param signature which
 * @param entity the node of the topology it was tried at
 * @param outcome what follows
 * @param necessary its necessary signs, in its order
 * @param discriminating its discriminating signs, in its order
 * @param contradicting its contradicting signs, in its order
 */
public record SignatureMatch(
        Signature signature,
        EntityId entity,
        Outcome outcome,
        List<Finding> necessary,
        List<Finding> discriminating,
        List<Finding> contradicting)
        implements Comparable<SignatureMatch> {

    /** What follows from the signs, from surest to least. */
    public enum Outcome {
        /** All that is necessary is there, something that its look-alikes do not show, and nothing that contradicts. */
        MATCHES,
        /** All that is necessary is there, but nothing that sets it apart. */
        POSSIBLE,
        /** Something necessary is there, nothing necessary is known to be absent, but not all can be seen. */
        CANNOT_TELL,
        /** All that is necessary is there, and something that contradicts: a look-alike. */
        CONTRADICTED
    }

    public SignatureMatch {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(outcome, "outcome");
        necessary = List.copyOf(necessary);
        discriminating = List.copyOf(discriminating);
        contradicting = List.copyOf(contradicting);
    }

    /** Returns the signs that are there and speak for it. */
    public List<Finding> evidence() {
        return Stream.concat(necessary.stream(), discriminating.stream())
                .filter(finding -> finding.state() == State.PRESENT)
                .toList();
    }

    /** Returns the signs that could not be looked for: what to collect to be sure. */
    public List<Finding> unseen() {
        return Stream.of(necessary, discriminating, contradicting)
                .flatMap(List::stream)
                .filter(finding -> finding.state() == State.UNSEEN)
                .toList();
    }

    /** Orders by outcome, surest first, then by how much speaks for it, then by signature and entity. */
    @Override
    public int compareTo(SignatureMatch other) {
        return Comparator.comparing(SignatureMatch::outcome)
                .thenComparing(match -> -match.evidence().size())
                .thenComparing(match -> match.signature().id())
                .thenComparing(SignatureMatch::entity)
                .compare(this, other);
    }
}
