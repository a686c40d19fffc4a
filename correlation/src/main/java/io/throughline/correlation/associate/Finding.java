package io.throughline.correlation.associate;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Ids;
import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A tested pair, before it is known how many were.
 *
 * @param verdict what it will be if it proves significant
 */
record Finding(
        Endpoint from,
        Endpoint to,
        Lag lag,
        double effect,
        double pValue,
        Verdict verdict,
        int hops,
        List<Reason> evidence) {

    Correlation correlation(double q, int tested, AssociationConfig config) {
        List<Reason> reasons = new ArrayList<>(evidence);
        boolean sure = q <= config.maxQ();
        boolean strong = effect >= config.minEffect();
        if (!sure) {
            reasons.add(
                    0,
                    Reason.of(
                                    "not-significant",
                                    "Chance alone gives as much in " + Figures.percent(q)
                                            + " of such findings; at most " + Figures.percent(config.maxQ())
                                            + " is accepted")
                            .with("q", q));
        } else if (!strong) {
            reasons.add(
                    0,
                    Reason.of("weak", "Too little alike to matter: " + Figures.rounded(effect, 2))
                            .with("effect", effect));
        }
        return new Correlation(
                Ids.of("link", from.id(), to.id()),
                from,
                to,
                lag,
                effect,
                pValue,
                q,
                tested,
                sure && strong ? verdict : Verdict.COINCIDENT,
                hops,
                reasons);
    }
}
