package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.sonarcloud.measure.SonarMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The metrics that become series, and what their values mean in the model's units. */
final class MeasuredMetrics {

    /** The gate's verdict, as a level: 0 passed, 1 passed with a warning (old servers), 2 failed. */
    static final String GATE = "alert_status";

    /** Asked for where the server knows them; both ways of rating are, as a server may compute both. */
    static final List<String> KEYS = List.of(
            GATE,
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
            "accepted_issues",
            "false_positive_issues",
            "blocker_violations",
            "critical_violations",
            "major_violations",
            "minor_violations",
            "info_violations",
            "bugs",
            "vulnerabilities",
            "code_smells",
            "security_hotspots",
            "security_hotspots_reviewed",
            "reliability_rating",
            "security_rating",
            "security_review_rating",
            "sqale_rating",
            "sqale_index",
            "sqale_debt_ratio",
            "reliability_remediation_effort",
            "security_remediation_effort",
            "software_quality_reliability_rating",
            "software_quality_security_rating",
            "software_quality_maintainability_rating",
            "software_quality_reliability_issues",
            "software_quality_security_issues",
            "software_quality_maintainability_issues",
            "software_quality_blocker_issues",
            "software_quality_high_issues",
            "software_quality_medium_issues",
            "software_quality_low_issues",
            "software_quality_info_issues",
            "software_quality_reliability_remediation_effort",
            "software_quality_security_remediation_effort",
            "software_quality_maintainability_remediation_effort",
            "software_quality_maintainability_debt_ratio");

    /** Of new code. Servers keep no history of them: what is not read while it is current is lost. */
    static final List<String> OF_NEW_CODE = List.of(
            "new_coverage",
            "new_line_coverage",
            "new_branch_coverage",
            "new_lines_to_cover",
            "new_uncovered_lines",
            "new_duplicated_lines_density",
            "new_duplicated_lines",
            "new_lines",
            "new_violations",
            "new_accepted_issues",
            "new_blocker_violations",
            "new_critical_violations",
            "new_bugs",
            "new_vulnerabilities",
            "new_code_smells",
            "new_security_hotspots",
            "new_security_hotspots_reviewed",
            "new_reliability_rating",
            "new_security_rating",
            "new_security_review_rating",
            "new_maintainability_rating",
            "new_technical_debt",
            "new_sqale_debt_ratio",
            "new_software_quality_reliability_rating",
            "new_software_quality_security_rating",
            "new_software_quality_maintainability_rating",
            "new_software_quality_reliability_issues",
            "new_software_quality_security_issues",
            "new_software_quality_maintainability_issues",
            "new_software_quality_blocker_issues",
            "new_software_quality_high_issues");

    private static final double PERCENT = 100;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1000;

    private MeasuredMetrics() {}

    static Stream<String> all() {
        return Stream.concat(KEYS.stream(), OF_NEW_CODE.stream());
    }

    /**
     * How a metric's values are read.
     *
     * @param unit the model's unit
     * @param kind what the numbers mean
     * @param multiplier what a vendor's value is multiplied by
     * @param divisor what it is then divided by: dividing by a hundred is exact where multiplying by a hundredth is not
     * @param level whether values are the words of a level
     */
    record Conversion(Unit unit, SeriesKind kind, double multiplier, double divisor, boolean level) {

        /** Returns the value in the model's unit; empty if it is neither a finite number nor a known word. */
        OptionalDouble read(String text) {
            if (level) {
                return switch (text.strip().toUpperCase(Locale.ROOT)) {
                    case "OK" -> OptionalDouble.of(0);
                    case "WARN" -> OptionalDouble.of(1);
                    case "ERROR" -> OptionalDouble.of(2);
                    default -> OptionalDouble.empty();
                };
            }
            try {
                double value = Double.parseDouble(text.strip()) * multiplier / divisor;
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
    }

    /** Returns how values of a metric are read; empty if they are no numbers. */
    static Optional<Conversion> conversion(SonarMetric metric) {
        String type = metric.type() == null ? "" : metric.type().toUpperCase(Locale.ROOT);
        return switch (type) {
            case "PERCENT" -> Optional.of(number(Unit.ONE, SeriesKind.RATIO, 1, PERCENT));
            case "RATING", "FLOAT" -> Optional.of(number(Unit.ONE, SeriesKind.GAUGE, 1, 1));
            case "WORK_DUR" -> Optional.of(number(Unit.SECONDS, SeriesKind.GAUGE, SECONDS_PER_MINUTE, 1));
            case "MILLISEC" -> Optional.of(number(Unit.SECONDS, SeriesKind.GAUGE, 1, MILLIS_PER_SECOND));
            case "INT" -> Optional.of(number(counted(metric.key()), SeriesKind.GAUGE, 1, 1));
            case "LEVEL" -> Optional.of(new Conversion(Unit.ONE, SeriesKind.GAUGE, 1, 1, true));
            default -> Optional.empty();
        };
    }

    private static Conversion number(Unit unit, SeriesKind kind, double multiplier, double divisor) {
        return new Conversion(unit, kind, multiplier, divisor, false);
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
        if (key.endsWith("security_hotspots")) {
            return Unit.counting("hotspot");
        }
        return switch (key) {
            case "files" -> Unit.counting("file");
            case "classes" -> Unit.counting("class");
            case "functions" -> Unit.counting("function");
            case "statements" -> Unit.counting("statement");
            default -> Unit.counting("issue");
        };
    }
}
