package io.throughline.sonarcloud;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.sonarcloud.measure.SonarMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The metrics that become series, and what their values mean in the model's units. */
final class MeasuredMetrics {

    /** Asked for where the server knows them; those of new code have no history. */
    static final List<String> KEYS = List.of(
            "coverage",
            "line_coverage",
            "branch_coverage",
            "lines_to_cover",
            "uncovered_lines",
            "tests",
            "test_failures",
            "test_errors",
            "skipped_tests",
            "test_success_density",
            "test_execution_time",
            "duplicated_lines_density",
            "duplicated_lines",
            "ncloc",
            "lines",
            "files",
            "classes",
            "functions",
            "statements",
            "complexity",
            "cognitive_complexity",
            "comment_lines_density",
            "violations",
            "bugs",
            "vulnerabilities",
            "code_smells",
            "security_hotspots",
            "reliability_rating",
            "security_rating",
            "sqale_rating",
            "sqale_index",
            "sqale_debt_ratio",
            "software_quality_reliability_rating",
            "software_quality_security_rating",
            "software_quality_maintainability_rating",
            "software_quality_reliability_issues",
            "software_quality_security_issues",
            "software_quality_maintainability_issues");

    private static final String PREFIX = "sonarcloud.";
    private static final double PERCENT = 100;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1000;

    private MeasuredMetrics() {}

    /**
     * How a metric's values are read.
     *
     * @param unit the model's unit
     * @param kind what the numbers mean
     * @param multiplier what a vendor's value is multiplied by
     * @param divisor what it is then divided by: dividing by a hundred is exact where multiplying by a hundredth is not
     */
    record Conversion(Unit unit, SeriesKind kind, double multiplier, double divisor) {

        double apply(double value) {
            return value * multiplier / divisor;
        }

        SeriesKey key(EntityId entity, String metric) {
            return SeriesKey.of(entity, PREFIX + metric, unit, kind);
        }
    }

    /** Returns how values of a metric are read; empty if they are no numbers. */
    static Optional<Conversion> conversion(SonarMetric metric) {
        String type = metric.type() == null ? "" : metric.type().toUpperCase(Locale.ROOT);
        return switch (type) {
            case "PERCENT" -> Optional.of(new Conversion(Unit.ONE, SeriesKind.RATIO, 1, PERCENT));
            case "RATING", "FLOAT" -> Optional.of(new Conversion(Unit.ONE, SeriesKind.GAUGE, 1, 1));
            case "WORK_DUR" -> Optional.of(new Conversion(Unit.SECONDS, SeriesKind.GAUGE, SECONDS_PER_MINUTE, 1));
            case "MILLISEC" -> Optional.of(new Conversion(Unit.SECONDS, SeriesKind.GAUGE, 1, MILLIS_PER_SECOND));
            case "INT" -> Optional.of(new Conversion(counted(metric.key()), SeriesKind.GAUGE, 1, 1));
            default -> Optional.empty();
        };
    }

    private static Unit counted(String key) {
        if (key.endsWith("complexity")) {
            return Unit.ONE;
        }
        if (key.equals("ncloc") || key.contains("lines")) {
            return Unit.counting("line");
        }
        if (key.contains("test")) {
            return Unit.counting("test");
        }
        return switch (key) {
            case "files" -> Unit.counting("file");
            case "classes" -> Unit.counting("class");
            case "functions" -> Unit.counting("function");
            case "statements" -> Unit.counting("statement");
            case "security_hotspots" -> Unit.counting("hotspot");
            default -> Unit.counting("issue");
        };
    }
}
