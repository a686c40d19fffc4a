package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.signature.Finding.State;
import io.throughline.correlation.signature.SignatureMatch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds signatures against incidents. Pure. */
public final class Signatures {

    private Signatures() {}

    /**
     * Tries each signature at each node where a cause may lie: those that are hit, and what they call over two hops.
     *
     * @return what matches, may match or is contradicted, surest first; a signature of which a necessary sign is absent is
     *     not there
     */
    public static List<SignatureMatch> match(List<Signature> signatures, Circumstances circumstances) {
        SignReader reader = new SignReader(circumstances);
        List<SignatureMatch> matches = new ArrayList<>();
        for (EntityId node : circumstances.suspects()) {
            for (Signature signature : signatures) {
                match(signature, node, reader).ifPresent(matches::add);
            }
        }
        matches.sort(null);
        return List.copyOf(matches);
    }

    private static Optional<SignatureMatch> match(Signature signature, EntityId node, SignReader reader) {
        List<Finding> necessary = read(signature.necessary(), node, reader);
        if (has(necessary, State.ABSENT) || !has(necessary, State.PRESENT)) {
            return Optional.empty();
        }
        List<Finding> discriminating = read(signature.discriminating(), node, reader);
        List<Finding> contradicting = read(signature.contradicting(), node, reader);
        Outcome outcome;
        if (has(necessary, State.UNSEEN)) {
            outcome = Outcome.CANNOT_TELL;
        } else if (has(contradicting, State.PRESENT)) {
            outcome = Outcome.CONTRADICTED;
        } else if (discriminating.isEmpty() || has(discriminating, State.PRESENT)) {
            outcome = Outcome.MATCHES;
        } else {
            outcome = Outcome.POSSIBLE;
        }
        return Optional.of(new SignatureMatch(signature, node, outcome, necessary, discriminating, contradicting));
    }

    private static List<Finding> read(List<Sign> signs, EntityId node, SignReader reader) {
        return signs.stream().map(sign -> reader.read(sign, node)).toList();
    }

    private static boolean has(List<Finding> findings, State state) {
        return findings.stream().anyMatch(finding -> finding.state() == state);
    }
}
