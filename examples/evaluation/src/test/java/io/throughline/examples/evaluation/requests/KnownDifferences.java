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
 * Where a client asks on purpose what the vendor's document does not have, each with the reason.
 */
final class KnownDifferences {

    private final Map<Pattern, String> reasons = new LinkedHashMap<>();
    private final Set<String> met = new LinkedHashSet<>();

    static KnownDifferences sentry() {
        return new KnownDifferences()
                .and(
                        "unknown query parameter (per_page|cursor)",
                        "pages, which https://docs.sentry.io/api/pagination/ has for all lists and the document for some")
                .and(
                        "GET .*/releases/: unknown query parameter (project|environment|status)",
                        "the releases' project and environment, which the documents from August 2026 on have, and status")
                .and(
                        "GET .*/issues/\\d+/: unknown query parameter collapse",
                        "collapse of one issue, which the server reads but does not publish: less is counted for nothing")
                .and(
                        "GET .*/issues/: unknown query parameter group",
                        "issues by their ids, which the server reads but does not publish")
                .and(
                        "GET .*/issues/\\d+/events/17/: Type '\"17\"'",
                        "an event by its id, which the document describes and forgets in its enumeration")
                .and(
                        "GET .*/tags/17/values/: Type '\"-count\"'",
                        "descending order, which the document describes and forgets in its enumeration")
                .and(
                        "/issues/.*: .*ignore(Count|Window)",
                        "statusDetails with what belongs together, which the document lists as all or none")
                .and(
                        "GET /api/0/projects/acme/17/(events/17/(committers|json)|tags)/: there is no such operation",
                        "suspect commits, an event as it was stored, a project's tag keys: not published")
                .and(
                        "(PUT|DELETE) .*/issues/17/integrations/17/: there is no such operation",
                        "a ticket linked through an installed integration: not published")
                .and(
                        "GET .*/monitors/17/checkins/: unknown query parameter (environment|start|end)",
                        "check-ins of an environment and a span, which the server reads but does not publish")
                .and(
                        "GET .*/stats_v2/: Type 'string\\[\\]'",
                        "several categories and outcomes at once, where the document has one")
                .and("GET .*/trace(-meta)?/\\w+/: there is no such operation", "traces: not published")
                .and(
                        "GET .*/events(-timeseries)?/: Type '\"errors\"'",
                        "the data set errors, which the documents from August 2026 on have");
    }

    static KnownDifferences jira() {
        return new KnownDifferences()
                .and(
                        "GET /_edge/tenant_info: there is no such operation",
                        "the cloud id of a site, which is described in Atlassian's support pages only")
                .and(
                        "GET /rest/api/3/priority: there is no such operation",
                        "the list of all priorities, deprecated, which the package leaves out")
                .and(
                        "GET /rest/agile/1.0/sprint/\\d+/issue: there is no such operation",
                        "the issues of a sprint as both editions have them; the package has the newer call of the cloud only");
    }

    static KnownDifferences none() {
        return new KnownDifferences();
    }

    /** Adds a difference: a pattern within {@code METHOD path: problem}. */
    private KnownDifferences and(String pattern, String reason) {
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
