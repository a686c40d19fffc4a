package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The metrics that were computed, with their types as SonarCloud declares them. */
final class MetricCatalog {

    private static final Set<String> MINUTES = Set.of(
            "sqale_index", "reliability_remediation_effort", "security_remediation_effort", "new_technical_debt");

    private final Set<String> keys = new TreeSet<>();

    MetricCatalog(Collection<RecordedAnalysis> analyses) {
        keys.add(RecordedAnalysis.ALERT_STATUS);
        analyses.forEach(analysis -> keys.addAll(analysis.measures().keySet()));
    }

    boolean has(String key) {
        return keys.contains(key);
    }

    List<ObjectNode> all() {
        return keys.stream().map(MetricCatalog::metric).toList();
    }

    private static ObjectNode metric(String key) {
        String name = key.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + key.substring(1).replace('_', ' ');
        return Json.object()
                .put("id", key)
                .put("key", key)
                .put("name", name)
                .put("domain", domain(key))
                .put("type", type(key))
                .put("direction", direction(key))
                .put("qualitative", direction(key) != 0)
                .put("hidden", false);
    }

    private static String type(String key) {
        if (key.equals(RecordedAnalysis.ALERT_STATUS)) {
            return "LEVEL";
        }
        if (key.endsWith("_rating")) {
            return "RATING";
        }
        if (key.equals("test_execution_time")) {
            return "MILLISEC";
        }
        if (MINUTES.contains(key)) {
            return "WORK_DUR";
        }
        boolean share = key.endsWith("coverage") || key.endsWith("_density") || key.endsWith("_ratio");
        return share ? "PERCENT" : "INT";
    }

    private static String domain(String key) {
        if (key.contains("coverage") || key.startsWith("test") || key.contains("_to_cover") || key.endsWith("_tests")) {
            return "Coverage";
        }
        if (key.contains("complexity")) {
            return "Complexity";
        }
        if (key.contains("duplicated")) {
            return "Duplications";
        }
        return switch (key) {
            case "bugs" -> "Reliability";
            case "vulnerabilities" -> "Security";
            case "code_smells" -> "Maintainability";
            case "violations" -> "Issues";
            case "alert_status" -> "Releasability";
            default -> "Size";
        };
    }

    private static int direction(String key) {
        return switch (domain(key)) {
            case "Coverage" -> 1;
            case "Size" -> 0;
            default -> -1;
        };
    }
}
