package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.sonarcloud.issue.SonarFacet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts of open issues at an analysis: by severity and type of the standard way, by severity and software quality of the
 * other one, and by the rules that have most. They say what is open now, so what people decide after the analysis
 * revises them. Used for one branch in one read.
 */
final class IssueCounts {

    /** Facets by metric and the dimension that holds the facet's value. */
    private static final Map<String, List<String>> FACETS = new TreeMap<>(Map.of(
            "severities", List.of("sonarcloud.issues.by_severity", Findings.SEVERITY),
            "types", List.of("sonarcloud.issues.by_type", Findings.TYPE),
            "impactSeverities", List.of("sonarcloud.issues.by_impact_severity", "throughline.sonar.impact_severity"),
            "impactSoftwareQualities",
                    List.of("sonarcloud.issues.by_software_quality", "throughline.sonar.software_quality"),
            "rules", List.of("sonarcloud.issues.by_rule", Findings.RULE)));

    private static final String RULES = "rules";
    private static final int MOST_RULES = 20;
    private static final int LONGEST_FACET = 100;

    private final SonarReads reads;
    private final EntityId entity;
    private final @Nullable String branch;
    private final SortedSet<String> rules = new TreeSet<>();
    private boolean cut;

    IssueCounts(SonarReads reads, EntityId entity, @Nullable String branch) {
        this.reads = reads;
        this.entity = entity;
        this.branch = branch;
    }

    /**
     * Returns the counts.
     *
     * @param at when the branch was analysed
     * @param counted rules that were counted before: that one of them is not named now means that it has no issue
     */
    List<NumberSeries> read(String project, Instant at, SortedSet<String> counted) {
        List<NumberSeries> series = new ArrayList<>();
        for (SonarFacet facet : reads.openIssues(project, branch, FACETS.keySet())) {
            List<String> names = FACETS.get(facet.property());
            if (names != null) {
                Map<String, Long> counts = facet.property().equals(RULES) ? rules(facet, counted) : all(facet);
                counts.forEach((value, count) -> series.add(point(names.get(0), names.get(1), value, at, count)));
            }
        }
        return series;
    }

    /** Returns the rules to count next time. */
    SortedSet<String> rules() {
        return Collections.unmodifiableSortedSet(rules);
    }

    /** Tells whether there are more rules than are named. */
    boolean cut() {
        return cut;
    }

    private static Map<String, Long> all(SonarFacet facet) {
        Map<String, Long> counts = new TreeMap<>();
        facet.values().forEach(value -> counts.put(value.value(), value.count()));
        return counts;
    }

    private Map<String, Long> rules(SonarFacet facet, SortedSet<String> counted) {
        Map<String, Long> told = all(facet);
        cut = told.size() >= LONGEST_FACET;
        Map<String, Long> counts = new TreeMap<>();
        told.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_RULES)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        rules.addAll(counts.keySet());
        for (String rule : counted) {
            Long count = told.get(rule);
            if (count != null) {
                counts.put(rule, count);
            } else if (!cut) {
                counts.put(rule, 0L);
            }
        }
        return counts;
    }

    private NumberSeries point(String metric, String dimension, String value, Instant at, long count) {
        Attributes dimensions = SonarTranslator.dimensions(branch).toBuilder()
                .put(dimension, value)
                .build();
        return NumberSeries.of(
                new SeriesKey(entity, metric, Unit.counting("issue"), SeriesKind.GAUGE, dimensions),
                null,
                new long[] {at.toEpochMilli()},
                new double[] {count});
    }
}
