package io.throughline.examples.evaluation.requests;

import io.throughline.examples.evaluation.requests.PublishedInterface.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a client asks on purpose what the vendor's document does not have, each with the reason. One that is met no more
 * has to go.
 */
final class KnownDifferences {

    static final KnownDifferences SENTRY = new KnownDifferences();
    static final KnownDifferences JIRA = new KnownDifferences();

    private final Map<Pattern, String> reasons = new LinkedHashMap<>();
    private final Set<String> met = new LinkedHashSet<>();

    /** Adds a difference: a pattern within {@code METHOD path: problem}. */
    KnownDifferences and(String pattern, String reason) {
        reasons.put(Pattern.compile(pattern), reason);
        return this;
    }

    /** Returns a verdict's problems that are not known. */
    List<String> without(Verdict verdict) {
        List<String> unknown = new ArrayList<>();
        for (String problem : verdict.problems()) {
            String text = verdict.request().method() + " " + verdict.request().path() + ": " + problem;
            boolean found = false;
            for (Map.Entry<Pattern, String> reason : reasons.entrySet()) {
                if (reason.getKey().matcher(text).find()) {
                    met.add(reason.getValue());
                    found = true;
                }
            }
            if (!found) {
                unknown.add(problem);
            }
        }
        return unknown;
    }

    /** Returns the reasons that were needed. */
    Set<String> met() {
        return met;
    }

    /** Returns those that were not. */
    Set<String> unmet() {
        Set<String> unmet = new LinkedHashSet<>(reasons.values());
        unmet.removeAll(met);
        return unmet;
    }
}
