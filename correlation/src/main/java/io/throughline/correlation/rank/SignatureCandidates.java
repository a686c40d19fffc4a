package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.signature.Circumstances;
import io.throughline.correlation.signature.Finding;
import io.throughline.correlation.signature.Signature.Family;
import io.throughline.correlation.signature.SignatureLibrary;
import io.throughline.correlation.signature.SignatureMatch;
import io.throughline.correlation.signature.SignatureMatch.Outcome;
import io.throughline.correlation.signature.Signatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names the well-known failure behind a candidate. Where no candidate stands for a resource whose failure is known by its
 * signature, there is one now. What else a signature rests on was weighed before, so that a name adds little or nothing.
 */
final class SignatureCandidates {

    /** A resource is known by its signature about as well as by being full. */
    private static final double KNOWN_BY_IT = 0.5;

    private static final double NAMED = 0.1;

    private final Scene scene;

    SignatureCandidates(Scene scene) {
        this.scene = scene;
    }

    /** Names what has been found, and returns the candidates that stand on a signature alone. */
    List<Candidate> find(List<Candidate> found) {
        Circumstances circumstances =
                new Circumstances(scene.window, scene.topology, scene.during, scene.hit, scene.detection.episodes());
        List<Candidate> own = new ArrayList<>();
        for (SignatureMatch match : Signatures.match(SignatureLibrary.all(), circumstances)) {
            if (match.outcome() != Outcome.MATCHES) {
                continue;
            }
            CauseKind kind = kind(match.signature().family());
            List<Candidate> same = found.stream()
                    .filter(candidate -> candidate.kind == kind
                            && scene.topology.nodeOf(candidate.entity).equals(match.entity()))
                    .toList();
            if (!same.isEmpty()) {
                double strength = kind == CauseKind.RESOURCE_SATURATION || kind == CauseKind.DEPENDENCY ? NAMED : 0;
                same.get(0).supported(strength, reason(match));
            } else if (kind == CauseKind.RESOURCE_SATURATION
                    && own.stream().noneMatch(candidate -> candidate.entity.equals(match.entity()))) {
                own.add(candidate(match));
            }
        }
        return own;
    }

    private Candidate candidate(SignatureMatch match) {
        EntityId node = match.entity();
        String title =
                match.signature().name() + " on " + scene.name(node) + " since " + Times.minute(scene.session.start());
        Candidate candidate = new Candidate(CauseKind.RESOURCE_SATURATION, node, title, scene.session.start(), null);
        candidate.supported(KNOWN_BY_IT, reason(match));
        candidate.worksBy(new Mechanism(node, title, null, null, candidate.reasons));
        return candidate;
    }

    private static Reason reason(SignatureMatch match) {
        String signs = match.evidence().stream()
                .map(finding -> finding.reason().text())
                .collect(Collectors.joining("; "));
        Reason reason = Reason.of(
                "signature-" + match.signature().id(),
                match.signature().name() + ": " + signs + ". "
                        + match.signature().remedy());
        for (Finding finding : match.evidence()) {
            for (String reference : finding.reason().references()) {
                reason = reason.from(reference);
            }
        }
        return reason;
    }

    private static CauseKind kind(Family family) {
        return switch (family) {
            case CHANGE -> CauseKind.CHANGE;
            case QUERY -> CauseKind.QUERY;
            case RESOURCE -> CauseKind.RESOURCE_SATURATION;
            case DEPENDENCY -> CauseKind.DEPENDENCY;
        };
    }
}
