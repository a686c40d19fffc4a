package io.throughline.correlation.associate;

import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for a third thing behind two that move together without the one leading to the other: if it is a likely cause of
 * both, it is what they share.
 */
final class SharedCauses {

    private final List<Correlation> all;
    private final Map<String, Map<String, Correlation>> causesByEffect = new HashMap<>();

    SharedCauses(List<Correlation> all) {
        this.all = all;
        for (Correlation link : all) {
            if (link.verdict() == Verdict.LIKELY_CAUSE && link.from().kind() == Endpoint.Kind.EPISODE) {
                causesByEffect
                        .computeIfAbsent(link.to().id(), key -> new HashMap<>())
                        .put(link.from().id(), link);
            }
        }
    }

    List<Correlation> judge() {
        List<Correlation> judged = new ArrayList<>();
        for (Correlation link : all) {
            boolean undecided = link.verdict() == Verdict.ASSOCIATED || link.verdict() == Verdict.REVERSE;
            Optional<Correlation> third = undecided ? third(link) : Optional.empty();
            judged.add(third.map(shared -> common(link, shared)).orElse(link));
        }
        return judged;
    }

    /** Returns the likeliest link to {@code to} from something that is a likely cause of {@code from} as well. */
    private Optional<Correlation> third(Correlation link) {
        Map<String, Correlation> ofFrom =
                causesByEffect.getOrDefault(link.from().id(), Map.of());
        return causesByEffect.getOrDefault(link.to().id(), Map.of()).values().stream()
                .filter(other -> ofFrom.containsKey(other.from().id()))
                .min(Comparator.comparingDouble(Correlation::qValue).thenComparing(Correlation::id));
    }

    private static Correlation common(Correlation link, Correlation shared) {
        List<Reason> evidence = new ArrayList<>();
        evidence.add(Reason.of("shared-cause", "Both follow " + shared.from().label())
                .from(shared.from().id())
                .from(shared.id()));
        evidence.addAll(link.evidence());
        return new Correlation(
                link.id(),
                link.from(),
                link.to(),
                link.lag(),
                link.effect(),
                link.pValue(),
                link.qValue(),
                link.tested(),
                Verdict.COMMON_CAUSE,
                link.hops(),
                evidence);
    }
}
