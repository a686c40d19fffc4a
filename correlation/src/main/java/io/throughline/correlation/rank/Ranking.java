package io.throughline.correlation.rank;

import java.util.List;

/**
 * What was found about why.
 *
 * @param causes candidates, most probable first; never empty
 * @param ruledOut what was looked at and is no cause
 */
public record Ranking(List<RootCause> causes, List<RuledOut> ruledOut) {

    public Ranking {
        causes = List.copyOf(causes);
        ruledOut = List.copyOf(ruledOut);
    }
}
